"""What people wear on their heads in photos, drawn into training examples: glasses, beards, caps, other colours."""
import cv2
import numpy as np

from hair_texture import HAIR, hair_colour, smooth_noise, strands

SKIN, BALD, THINNING = 1, 3, 4
# Where things sit, mm in head axes of the synthetic heads (samples/generate/facial_hair.py has the same face).
EYE_X_MM, EYE_Z_MM, FACE_Y_MM = 32., -42., -40.
MOUTH_Z_MM, CHIN_Z_MM = -103., -150.


def soft(mask, sigma_px=.8):
    return cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma_px)[..., None]


def facing(place):
    """Where a head is seen from its face's side: (S, S) bool."""
    return np.isfinite(place[..., 1]) & (place[..., 1] < FACE_Y_MM)


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
    lens = face & (reach <= 1)
    colour = np.clip(random.uniform(0, .35) + random.normal(0, .06, 3), 0, 1).astype(np.float32)
    if random.random() < .55:
        tint = np.clip(random.uniform(0, .3) + random.normal(0, .04, 3), 0, 1).astype(np.float32)
        shine = random.uniform(0, .35) * np.clip((z - centre_z) / high, 0, 1)[..., None]
        share = soft(lens) * random.uniform(.6, 1)
        rgb = rgb * (1 - share) + np.clip(tint + shine, 0, 1) * share
    share = soft(frame)
    return rgb * (1 - share) + colour * share


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
    colour = np.clip(random.uniform(0, 1) + random.normal(0, .15, 3), 0, 1).astype(np.float32)
    shade = cv2.GaussianBlur(rgb.mean(-1), (0, 0), 5)[..., None]
    share = soft(worn)
    rgb = rgb * (1 - share) + np.clip(colour * (.5 + shade), 0, 1) * share
    labels, density = labels.copy(), density.copy()
    labels[worn] = 0
    density[worn] = np.nan
    return rgb, labels, density


def with_shaved_head(rgb, labels, density, random):
    """Stubble shaved to the skin, as many bald people do: its pixels get the skin's light, and are bald scalp."""
    hair = (labels == HAIR) | (labels == THINNING)
    skin = (labels == SKIN) | (labels == BALD)
    if hair.sum() < 30 or skin.sum() < 200:
        return rgb, labels, density
    grown = cv2.dilate(hair.astype(np.uint8), np.ones((3, 3)))
    bare = skin & (grown == 0)

    def mean_of(mask, sigma_px):
        weight = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma_px)[..., None]
        return cv2.GaussianBlur(rgb * mask[..., None].astype(np.float32), (0, 0), sigma_px) / (weight + 1e-4), weight

    beside, near_skin = mean_of(bare, 5.)
    own, near_hair = mean_of(hair, 5.)
    seam = (near_skin[..., 0] > .15) & (near_hair[..., 0] > .15)
    if seam.sum() < 20:
        return rgb, labels, density
    # What hair takes from the skin's light, by channel, where both lie in the same light.
    gain = np.maximum(np.median(beside[seam] / (own[seam] + .01), 0), 1.)
    if gain.max() > 3.5:  # dense hair keeps too little of that light to tell it
        return rgb, labels, density
    smooth, _ = mean_of(hair, random.uniform(1.5, 3.5))
    rest = (rgb - smooth) * random.uniform(0, .4)
    shadow = 1 - .15 * random.random() ** 2
    share = soft(grown > 0, 1.2)
    rgb = rgb * (1 - share) + np.clip((smooth + rest) * gain * shadow, 0, 1) * share
    labels, density = labels.copy(), density.copy()
    labels[hair], density[hair] = BALD, 0
    return rgb.astype(np.float32), labels, density


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


def with_other_skin(rgb, labels, random):
    """More or less melanin, whose absorption falls from blue to red, and blood in all skin."""
    # Default: about two of the six skin tones either way.
    melanin = random.normal(0, .45)
    # Blood takes green and blue: flushed, sunburnt and pale skin, in patches.
    blood = random.normal(0, .2) + random.normal(0, .12) * smooth_noise(random, rgb.shape[0], int(random.integers(3, 9)))
    ratio = np.exp(-np.array([.5, .85, 1.15]) * melanin - np.array([.1, .8, .6]) * blood[..., None]).astype(np.float32)
    skin = soft((labels == SKIN) | (labels == BALD) | (labels == THINNING), 1.)
    linear = np.clip(rgb, 0, 1) ** 2.2
    brightest = float(np.percentile(linear.mean(-1)[skin[..., 0] > .5], 95)) if (skin > .5).any() else 1.
    ratio *= min(1., .95 / max(brightest * float(ratio.max()), 1e-3))
    return np.clip(linear * (1 + skin * (ratio - 1)), 0, 1) ** (1 / 2.2)


def with_hard_light(rgb, place, random):
    """A lamp from one side, perhaps coloured: one half of the head darkens as its surface turns away."""
    known = np.isfinite(place[..., 0])
    # The surface of an average head turns as its place over its squared half axes does.
    normal = np.nan_to_num(place) / np.array([77, 100, 131], np.float32) ** 2
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6
    lamp = random.normal(0, 1, 3)
    lamp /= np.linalg.norm(lamp)
    lit = np.clip(normal @ lamp.astype(np.float32) * random.uniform(1, 3) + random.uniform(-.2, .5), 0, 1)
    lit[~known] = random.uniform(.2, 1)
    lit = cv2.GaussianBlur(lit, (0, 0), 2.5)[..., None]
    fill = random.uniform(.08, .5) * np.exp(random.normal(0, .25, 3))
    colour = np.exp(random.normal(0, .25, 3))
    light = (fill + lit * colour).astype(np.float32)
    linear = np.clip(rgb, 0, 1) ** 2.2 * light / max(float(light.mean()), .05) * random.uniform(.6, 1.3)
    return np.clip(linear, 0, 1) ** (1 / 2.2)
