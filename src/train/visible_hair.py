"""Heads whose hair the generator drew too short or too light to be seen.

Their labels say hair where a viewer, and a treatment, see bare scalp; taught so, a net reads smooth heads as hairy.
"""
import cv2
import numpy as np

from labels import BALD, HAIR, THINNING, UNKNOWN, is_bare

WINDOW_PX = 31
# Defaults, in the units of `visibility`: of 60 people looked at in this order the hair of those below the first was not
# to be told from skin, and that of those above the second was.
UNSEEN, SEEN = 2.6, 3.2


def mark_unseen_hair(pictures):
    """Relabels, in place, the hair of one person's pictures: bald where it cannot be seen, open where it hardly can.
    Thinning hair is as long and as light as the rest."""
    found = [visibility(picture) for picture in pictures]
    found = [v for v in found if v is not None and np.isfinite(v)]
    if not found or np.median(found) >= SEEN:
        return
    label = BALD if np.median(found) < UNSEEN else UNKNOWN
    for picture in pictures:
        hidden = (picture['labels'] == HAIR) | (picture['labels'] == THINNING)
        on_scalp = picture['density'] > 0  # strands may hang beside it
        picture['labels'][hidden] = np.where(on_scalp, label, UNKNOWN)[hidden]
        picture['density'][hidden] = np.where(on_scalp & (label == BALD), 0., np.nan)[hidden]


def visibility(picture):
    """How hair differs from the skin beside it, in colour (3 dE are 1) and roughness (half as much again is 1); None
    where they do not meet."""
    lab = cv2.cvtColor(picture['rgb'].astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    hair = _inner(picture['labels'] == HAIR)
    bare = _inner(is_bare(picture['labels']))
    hair_share, bare_share = (cv2.blur(mask, (WINDOW_PX, WINDOW_PX)) for mask in (hair, bare))
    both = (hair_share > .15) & (bare_share > .15)
    if both.sum() < 100:
        return None
    difference = np.median((_mean(lab, hair, hair_share) - _mean(lab, bare, bare_share))[both], 0)
    lightness = lab[..., 0]
    mean = cv2.blur(lightness, (5, 5))
    rough = np.sqrt(np.maximum(cv2.blur(lightness * lightness, (5, 5)) - mean * mean, 0)) / (mean + 5)
    rougher = np.median(rough[hair > 0]) / max(np.median(rough[bare > 0]), 1e-4)
    return np.linalg.norm(difference) / 3 + 2 * max(rougher - 1, 0)


def _inner(mask):
    return cv2.erode(mask.astype(np.float32), np.ones((3, 3)))


def _mean(values, mask, share):
    return cv2.blur(values * mask[..., None], (WINDOW_PX, WINDOW_PX)) / np.maximum(share, 1e-4)[..., None]
