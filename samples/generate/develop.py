"""From linear light to a photo: exposure, lens, sensor noise, tone curve and sharpening."""
import numpy as np
from PIL import Image, ImageFilter

LUMINANCE = [.21, .72, .07]
VIGNETTE = .20
SHOT_NOISE, READ_NOISE, COLOUR_NOISE = .00012, .000003, .0014
WHITE_POINT = 2.2
CURVE = 1.35
CONTRAST = .09
HIGHLIGHT_PERCENTILE = 88


class Developer:
    """Develops pictures of one head alike: same white balance, noise and, once chosen, exposure."""

    def __init__(self, seed, side_px, skin_darkness, random):
        """skin_darkness 0..1: dark skin is to stay dark; random: the generator of the person's looks."""
        self._seed, self._side_px, self._darkness = seed, side_px, skin_darkness
        self._white_balance = np.array([1 + random.normal(0, .02), 1., .985 + random.normal(0, .02)])
        self._exposure_error = float(np.exp(random.normal(0, .06)))
        row, column = np.mgrid[0:side_px, 0:side_px] / side_px - .5
        self._radius_squared = column ** 2 + row ** 2
        self.exposure = None

    def choose_exposure(self, picture):
        """Sets `exposure` from a BeautyPicture: by the centre, but so that skin highlights keep detail."""
        weight = np.exp(-self._radius_squared / .08)
        luminance = picture.colour @ LUMINANCE
        log_mean = (np.log(luminance + 1e-3) * weight).sum() / weight.sum()
        by_mean = (.25 - .12 * self._darkness) / np.exp(log_mean)
        skin = luminance[picture.skin_share > .9]
        # A view from above may show hair alone.
        by_highlights = (.60 - .34 * self._darkness) / np.percentile(skin, HIGHLIGHT_PERCENTILE) if skin.size else by_mean
        self.exposure = self._exposure_error * min(by_mean, by_highlights)

    def _with_noise(self, colour):
        """Shot and read noise per pixel, and blotchy colour noise as sensors with a colour filter have it."""
        random, side = np.random.default_rng(self._seed), self._side_px
        fine = random.normal(0, 1, colour.shape)
        noisy = colour + fine * np.sqrt(np.maximum(colour, 0) * SHOT_NOISE + READ_NOISE)
        half = (side + 1) // 2
        blotches = np.kron(random.normal(0, 1, (half, half, 3)), np.ones((2, 2, 1)))[:side, :side]
        return np.maximum(noisy + blotches * COLOUR_NOISE * np.sqrt(np.maximum(noisy, 0) + .02), 0)

    def develop(self, colour):
        """A PIL image from linear colour (side_px, side_px, 3); choose_exposure must have been called."""
        vignette = 1 - VIGNETTE * (self._radius_squared / .5)
        exposed = colour * self.exposure * self._white_balance * vignette[..., None]
        exposed = self._with_noise(exposed)
        toned = np.clip((1 - np.exp(-CURVE * exposed)) / (1 - np.exp(-CURVE * WHITE_POINT)), 0, 1)
        curved = 1.055 * np.maximum(toned, 1e-6) ** (1 / 2.4) - .055
        encoded = np.where(toned < .0031308, 12.92 * toned, curved)
        encoded = encoded + CONTRAST * (encoded - .5) * (1 - np.abs(2 * encoded - 1))
        image = Image.fromarray((np.clip(encoded, 0, 1) * 255 + .5).astype(np.uint8))
        return image.filter(ImageFilter.GaussianBlur(.40)).filter(ImageFilter.UnsharpMask(1.0, 80, 1))
