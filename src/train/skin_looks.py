"""How the skin of training examples looks: its tone, folds and spots, the light on it, and stubble shaved away."""
import cv2
import numpy as np

from face import BROW_Z_MM, FACE_Y_MM, NAPE_Z_MM, soft
from hair_texture import smooth_noise
from labels import BALD, HAIR, THINNING, is_bare


def surface_normals(place):
    """Outward normals in head axes: the surface of an average head turns as its place over its squared half axes does.
    Zeros where no head is."""
    normal = np.nan_to_num(place) / np.array([77, 100, 131], np.float32) ** 2
    return normal / (np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6)


def lamp_direction(random):
    """From anywhere, or from before the face as a flash is: then the sides of a head are dark and no hair."""
    lamp = random.normal(0, 1, 3) if random.random() < .5 else random.normal(0, .35, 3) + np.array([0, -1, .3])
    return (lamp / np.linalg.norm(lamp)).astype(np.float32)


def with_other_skin(rgb, labels, random):
    """More or less melanin, whose absorption falls from blue to red, and blood in all skin."""
    # Default: about two of the six skin tones either way.
    melanin = random.normal(0, .45)
    # Blood takes green and blue: flushed, sunburnt and pale skin, in patches.
    blood = random.normal(0, .2) + random.normal(0, .12) * smooth_noise(random, rgb.shape[0], int(random.integers(3, 9)))
    ratio = np.exp(-np.array([.5, .85, 1.15]) * melanin - np.array([.1, .8, .6]) * blood[..., None]).astype(np.float32)
    skin = soft(is_bare(labels) | (labels == THINNING), 1.)
    linear = np.clip(rgb, 0, 1) ** 2.2
    brightest = float(np.percentile(linear.mean(-1)[skin[..., 0] > .5], 95)) if (skin > .5).any() else 1.
    ratio *= min(1., .95 / max(brightest * float(ratio.max()), 1e-3))
    return np.clip(linear * (1 + skin * (ratio - 1)), 0, 1) ** (1 / 2.2)


def with_hard_light(rgb, place, random):
    """A lamp, perhaps coloured: the head darkens as its surface turns away."""
    known = np.isfinite(place[..., 0])
    lit = np.clip(surface_normals(place) @ lamp_direction(random) * random.uniform(1, 3) + random.uniform(-.2, .5), 0, 1)
    lit[~known] = random.uniform(.2, 1)
    lit = cv2.GaussianBlur(lit, (0, 0), 2.5)[..., None]
    fill = random.uniform(.08, .5) * np.exp(random.normal(0, .25, 3))
    colour = np.exp(random.normal(0, .25, 3))
    light = (fill + lit * colour).astype(np.float32)
    linear = np.clip(rgb, 0, 1) ** 2.2 * light / max(float(light.mean()), .05) * random.uniform(.6, 1.3)
    return np.clip(linear, 0, 1) ** (1 / 2.2)


def with_shine(rgb, labels, place, random):
    """Lamps mirrored in oily skin and bare scalp."""
    bare = soft(is_bare(labels), 1.) + .4 * soft(labels == THINNING, 1.)
    normal = surface_normals(place)
    shine = np.zeros(rgb.shape[:2], np.float32)
    for _ in range(int(random.integers(1, 4))):
        glossy = np.clip(normal @ lamp_direction(random), 0, 1) ** float(np.exp(random.uniform(np.log(8), np.log(150))))
        shine += random.uniform(.05, .5) * glossy
    shine = cv2.GaussianBlur(shine, (0, 0), 1.)[..., None] * np.exp(random.normal(0, .1, 3)).astype(np.float32)
    return np.clip(np.clip(rgb, 0, 1) ** 2.2 + bare * shine, 0, 1) ** (1 / 2.2)


def folds(x, z, lowest_mm, count, random):
    """Shade of `count` level folds, one above the other; x across, z up, mm."""
    wide, apart, depth = random.uniform(.6, 2.), random.uniform(5, 12), random.uniform(.08, .5)
    arch, bow, phase = random.normal(0, 4), random.uniform(0, 2.5), random.uniform(0, 6.3)
    shade = np.zeros(x.shape, np.float32)
    for fold in range(count):
        middle, reach = random.normal(0, 8), random.uniform(25, 60)
        level = lowest_mm + apart * fold + random.normal(0, 1)
        level = level + arch * (x / 50) ** 2 + bow * np.sin(x / random.uniform(9, 14) + phase)
        strength = depth * random.uniform(.3, 1) * np.exp(-((x - middle) / reach) ** 4)
        # The fold lies in shadow, the skin above it turns to the light.
        shade += strength * (.4 * np.exp(-((z - level - 2 * wide) / wide) ** 2) - np.exp(-((z - level) / wide) ** 2))
    return shade


def with_wrinkles(rgb, labels, place, random):
    """Folds across the forehead, as in most faces that look up, a frown, and folds of the nape: they are no hair, and
    tell a forehead from bald scalp where little else does."""
    x, y, z = (np.nan_to_num(place[..., k]) for k in range(3))
    bare = np.isfinite(place[..., 0]) & (labels != HAIR) & (labels > 0)
    shade = folds(x, z, BROW_Z_MM + random.uniform(5, 12), int(random.integers(2, 8)), random) * (y < FACE_Y_MM)
    if random.random() < .4:
        frown = np.exp(-((np.abs(x) - random.uniform(5, 10)) / 1.2) ** 2) * (np.abs(z - BROW_Z_MM + 5) < 12)
        shade -= random.uniform(.05, .4) * frown * (y < FACE_Y_MM)
    if random.random() < .4:
        shade += folds(x, z, NAPE_Z_MM + random.uniform(-15, 25), int(random.integers(1, 4)), random) * (y > 30)
    return np.clip(rgb * (1 + shade * bare)[..., None], 0, 1)


def with_spots(rgb, labels, random):
    """Freckles, age spots and veins' shade on bare skin."""
    side = rgb.shape[0]
    bare = soft(is_bare(labels) | (labels == THINNING))
    dots = np.zeros((side, side), np.float32)
    for _ in range(int(random.integers(1, 40))):
        at = tuple(int(v) for v in random.integers(side, size=2))
        axes = tuple(int(v) for v in random.integers(1, max(2, side // 40), size=2))
        cv2.ellipse(dots, at, axes, float(random.uniform(0, 180)), 0, 360, float(random.uniform(.3, 1)), -1)
    share = bare * cv2.GaussianBlur(dots, (0, 0), random.uniform(.7, 2))[..., None] * random.uniform(.05, .4)
    return rgb * (1 - share * np.array([.5, .8, 1], np.float32))


def with_shaved_head(rgb, labels, density, random):
    """Stubble shaved to the skin, as many bald people do: its pixels get the skin's light, and are bald scalp."""
    hair = (labels == HAIR) | (labels == THINNING)
    skin = is_bare(labels)
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
