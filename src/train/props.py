"""What grows or is worn on the heads of training examples: glasses, beards, brows, caps, calm stubble, locks."""
import cv2
import numpy as np

from face import BROW_Z_MM, CHIN_Z_MM, EYE_X_MM, EYE_Z_MM, MOUTH_Z_MM, facing, soft
from hair_texture import hair_colour, strands
from labels import HAIR, SKIN, THINNING


def with_glasses(rgb, labels, place, random):
    """Spectacles or sunglasses before the eyes; what they hide stays skin."""
    x, z = np.abs(np.nan_to_num(place[..., 0])), np.nan_to_num(place[..., 2])
    wide, high = random.uniform(20, 31), random.uniform(13, 25)
    power = random.uniform(2, 5)
    centre_x, centre_z = EYE_X_MM + random.uniform(-2, 3), EYE_Z_MM + random.uniform(-7, 3)
    reach = (np.abs((x - centre_x) / wide) ** power + np.abs((z - centre_z) / high) ** power) ** (1 / power)
    face = facing(place) & (labels == SKIN)
    rim = random.uniform(.05, .3)
    frame = face & (reach > 1) & (reach < 1 + rim)
    frame |= face & (x < centre_x - wide) & (np.abs(z - centre_z - 6) < random.uniform(1.5, 4))
    frame |= arms_of_glasses(labels, place, centre_z + 6, random)
    lens = face & (reach <= 1)
    colour = np.clip(random.uniform(0, .35) + random.normal(0, .06, 3), 0, 1).astype(np.float32)
    if random.random() < .55:
        tint = np.clip(random.uniform(0, .3) + random.normal(0, .04, 3), 0, 1).astype(np.float32)
        shine = random.uniform(0, .35) * np.clip((z - centre_z) / high, 0, 1)[..., None]
        share = soft(lens) * random.uniform(.6, 1)
        rgb = rgb * (1 - share) + np.clip(tint + shine, 0, 1) * share
    share = soft(frame)
    return rgb * (1 - share) + colour * share


def arms_of_glasses(labels, place, z_mm, random):
    """From the lenses back to the ears, over temples that are no cap's band for it."""
    x, y, z = (np.nan_to_num(place[..., k]) for k in range(3))
    beside = np.isfinite(place[..., 0]) & (labels == SKIN) & (np.abs(x) > 52) & (y > -85) & (y < random.uniform(0, 15))
    return beside & (np.abs(z - z_mm - random.uniform(-.05, .12) * (y + 60)) < random.uniform(1.2, 4))


def with_beard(rgb, labels, place, field, random):
    """A full beard of real hair, a (S, S, 3) texture in its own light; it stays skin."""
    x, y, z = (np.nan_to_num(place[..., k]) for k in range(3))
    x = np.abs(x)
    top = random.uniform(-70, -60)
    low = (z < top) & (y < -5) & ((z < random.uniform(-92, -84)) | (x > 30 - .1 * (top - z)))
    lips = (x / 26) ** 2 + ((z - MOUTH_Z_MM) / random.uniform(6, 10)) ** 2 < 1
    beard = np.isfinite(place[..., 0]) & (labels == SKIN) & low & ~lips & (z > CHIN_Z_MM - 15)
    if random.random() < .3:
        beard &= x < random.uniform(26, 38)  # moustache and chin alone
    shade = cv2.GaussianBlur(rgb.mean(-1), (0, 0), 3)[..., None]
    share = soft(beard, random.uniform(.8, 2.5)) * random.uniform(.35, 1)
    return rgb * (1 - share) + np.clip(field * (.4 + .9 * shade), 0, 1) * share


def with_brows(rgb, labels, place, random):
    """Bushier brows than the synthetic heads have, dark or grey; they stay skin."""
    x, z = np.abs(np.nan_to_num(place[..., 0])), np.nan_to_num(place[..., 2])
    middle = BROW_Z_MM + random.normal(0, 2) + random.uniform(.05, .2) * np.clip(x - 10, 0, 22) \
        - random.uniform(.1, .4) * np.clip(x - 34, 0, 30)
    half_mm = random.uniform(2, 6.5) * (1 - .5 * np.clip((x - 30) / 25, 0, 1))
    brow = facing(place) & (labels == SKIN) & (x > random.uniform(0, 12)) & (x < random.uniform(48, 60))
    share = soft(brow & (np.abs(z - middle) < half_mm), random.uniform(.6, 1.3)) * random.uniform(.4, 1)
    shade = cv2.GaussianBlur(rgb.mean(-1), (0, 0), 3)[..., None]
    strand = random.uniform(.6, 1.4, rgb.shape[:2]).astype(np.float32)[..., None]
    return rgb * (1 - share) + np.clip(hair_colour(random) * strand * (.3 + .8 * shade), 0, 1) * share


def colour_unlike(skin, random):
    """Of cloth: bare skin must not be taken for it."""
    while True:
        colour = np.clip(random.uniform(0, 1) + random.normal(0, .2, 3), 0, 1).astype(np.float32)
        ratio = np.log((colour + .02) / (skin + .02))
        if np.ptp(ratio) > .35 or abs(ratio.mean()) > 1:  # other hue, or far lighter or darker
            return colour


def with_cap(rgb, labels, density, place, random):
    """A cap, band or cloth over the crown: it is no part of the head."""
    x, y, z = (np.nan_to_num(place[..., k]) for k in range(3))
    rim = z - random.uniform(-10, 45) - random.uniform(-.3, .35) * y + random.uniform(-.2, .2) * x
    known = np.isfinite(place[..., 0])
    worn = known & (rim > 0) & ((random.random() > .25) | (rim < random.uniform(25, 50)))
    if worn.sum() < 60:
        return rgb, labels, density
    hair_above = (labels == HAIR) & ~known  # standing off the head
    rows = np.nonzero(worn.any(1))[0]
    hair_above[rows[-1]:] = False
    worn |= hair_above
    worn = cv2.morphologyEx(cv2.dilate(worn.astype(np.uint8), np.ones((3, 3))), cv2.MORPH_CLOSE, np.ones((5, 5))) > 0
    colour = colour_unlike(rgb[labels == SKIN].mean(0) if (labels == SKIN).any() else rgb.mean((0, 1)), random)
    shade = cv2.GaussianBlur(rgb.mean(-1), (0, 0), 5)[..., None]
    share = soft(worn)
    rgb = rgb * (1 - share) + np.clip(colour * (.5 + shade), 0, 1) * share
    labels, density = labels.copy(), density.copy()
    labels[worn] = 0
    density[worn] = np.nan
    return rgb, labels, density


def with_calm_stubble(rgb, labels, random):
    """Stubble as cameras draw it: an even shade, where a sharp small picture has grains."""
    hair = ((labels == HAIR) | (labels == THINNING)).astype(np.float32)
    sigma_px = random.uniform(.8, 3)
    weight = cv2.GaussianBlur(hair, (0, 0), sigma_px)[..., None]
    calm = cv2.GaussianBlur(rgb * hair[..., None], (0, 0), sigma_px) / (weight + 1e-3)
    share = hair[..., None] * random.uniform(.4, 1)
    return (rgb * (1 - share) + calm * share).astype(np.float32)


def with_locks_over_thinning(rgb, labels, density, random):
    """Longer hair lies in locks over thinning scalp, as many as are left."""
    side = rgb.shape[0]
    thin, hair = labels == THINNING, labels == HAIR
    if thin.sum() < 60:
        return rgb
    share = np.clip(np.nan_to_num(cv2.GaussianBlur(density.astype(np.float32), (0, 0), 2)), .03, .97)
    field = np.log(strands(random, side))
    level = (field - field[thin].mean()) / max(float(field[thin].std()), 1e-3)
    # The share of a normal field above this level is about the share of hair.
    covered = np.clip((level + .6 * np.log(share / (1 - share))) * random.uniform(.6, 2) + .5, 0, 1)
    covered *= cv2.GaussianBlur(thin.astype(np.float32), (0, 0), 1.) * random.uniform(.6, 1)
    own = rgb[hair].mean(0) if hair.sum() > 100 and random.random() < .8 else hair_colour(random)
    locks = np.clip(own * np.exp(.5 * field[..., None]), 0, 1)
    return (rgb * (1 - covered[..., None]) + locks * covered[..., None]).astype(np.float32)
