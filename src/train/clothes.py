"""What the bodies of training examples wear."""
import cv2
import numpy as np

from face import soft
from hair_texture import smooth_noise, strands
from labels import BACKGROUND, UNKNOWN, is_bare


def cloth_and_shade(rgb, labels, body):
    """Where clothes are, (S, S) bool, and the light on them, (S, S, 1)."""
    return (labels == BACKGROUND) & (body > 128), cv2.GaussianBlur(rgb.mean(-1), (0, 0), 2)[..., None]


def with_other_clothes(rgb, labels, body, panoramas, random):
    """Clothes of another colour and pattern, in the same light."""
    cloth, shade = cloth_and_shade(rgb, labels, body)
    side = rgb.shape[0]
    colour = np.clip(random.uniform(0, 1.4) * (1 + random.normal(0, .25, 3)), 0, 2).astype(np.float32)
    if random.random() < .3:
        colour *= .25  # Dark cloth round a head is what most resembles hair.
    pattern = 1 + random.uniform(0, .3) * smooth_noise(random, side, int(random.integers(4, 60)))[..., None]
    if random.random() < .1:
        pattern = strands(random, side)[..., None]  # wool, fleece and fur
    if random.random() < .2:
        pattern = (.3 + panoramas.view(random, side)) * pattern
    share = soft(cloth, .7)
    return rgb * (1 - share) + np.clip(shade * colour * pattern + .03, 0, 1) * share


def with_bare_shoulders(rgb, labels, body, random):
    """Clothes take the skin's colour; whether shoulders are skin is left open."""
    cloth, shade = cloth_and_shade(rgb, labels, body)
    skin = is_bare(labels)
    if not cloth.any() or not skin.any():
        return rgb, labels
    light = np.clip(shade / max(float(shade[cloth].mean()), .05), .4, 1.6)
    colour = rgb[skin].mean(0) * random.uniform(.75, 1.1)
    share = soft(cloth, .7)
    return rgb * (1 - share) + np.clip(colour * light, 0, 1) * share, np.where(cloth, np.uint8(UNKNOWN), labels)
