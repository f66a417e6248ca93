"""Turns the portraits of the Face Research Lab London Set into training pictures with region masks.

    python3 london_masks.py LONDON_FOLDER OUT_FOLDER [--side 256]

The set (DeBruine and Jones, doi 10.6084/m9.figshare.5047666, CC BY 4.0) has 1350 x 1350 px studio fronts on a
plain wall with 189 landmarks each. The face's outline and the hairline come from the landmarks, the rest from how
far a pixel is from the wall and from the face's own colours. Writes NAME.npz with `rgb`, `labels` and `body` as
render_heads.py does; labels may be 255, not known, and `place_mm` is known on the face alone: an average face
(landmark distances of domain.md 8.1) seen from straight ahead.
"""
import argparse
import glob
import os

import cv2
import numpy as np

from labels import BACKGROUND, BALD, HAIR, SKIN, UNKNOWN

WORK_SIDE = 450
HAIRLINE = list(range(134, 145))
RIGHT_CHEEK, JAW, LEFT_CHEEK = [112, 113, 114], list(range(133, 124, -1)), [111, 110, 109]
# Told by eye: heads without hair on top, and heads whose hair is shorter than these pictures can show.
BALD_HEADS, SHAVEN_HEADS = {'037', '021', '172'}, {'061', '082', '099', '114'}
LEFT_EAR, RIGHT_EAR = [115, 116, 117, 118, 119, 111, 109], [120, 121, 122, 123, 124, 114, 112]
PUPILS, CHIN = (0, 1), 129
# Landmarks of an average head, mm in head axes: the pupils' distance from domain.md 8.1, their height as on the
# synthetic heads, the chin below them by a default somewhat under menton to sellion there.
PUPIL_X_MM, PUPIL_Z_MM, CHIN_Z_MM = 32., -42., -150.


def landmarks(path, scale):
    with open(path, encoding='ascii') as file:
        lines = file.read().split('\n')
    return np.array([[float(v) for v in line.split()[:2]] for line in lines[1:1 + int(lines[0])]]) * scale


def filled(shape, points):
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.round(points).astype(np.int32)], 1)
    return mask.astype(bool)


def wall_distance(lab):
    """How far each pixel is from the wall, whose colour is a quadratic in x and y seen at the border."""
    side = lab.shape[0]
    y, x = np.mgrid[0:side, 0:side] / side
    design = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], -1)
    border = (y < .05) | ((y < .45) & ((x < .08) | (x > .92)))
    for _ in range(3):
        wall = np.stack([design @ np.linalg.lstsq(design[border], lab[border][:, c], rcond=None)[0]
                         for c in range(3)], -1)
        # Hair may reach the border.
        border &= np.linalg.norm(lab - wall, axis=-1) < 6
    return (lab - wall) * [1, 2, 2]


def colour_distance(lab, seeds, least):
    """Mahalanobis distance to the colours of the seed pixels; `least` widens narrow clouds."""
    colours = lab[seeds]
    mean, spread = np.median(colours, 0), np.cov(colours.T) + np.diag(np.square(least))
    offset = lab - mean
    return np.sqrt(np.einsum('...i,ij,...j', offset, np.linalg.inv(spread), offset))


def label(rgb, points, name):
    """Labels and body mask of one portrait at working size."""
    lab = cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    smooth = cv2.GaussianBlur(lab, (0, 0), 1.2)
    shape = rgb.shape[:2]
    face = filled(shape, points[HAIRLINE + RIGHT_CHEEK + JAW + LEFT_CHEEK])
    ears = filled(shape, points[LEFT_EAR]) | filled(shape, points[RIGHT_EAR])
    apart = np.linalg.norm(wall_distance(smooth), axis=-1)
    inner = cv2.erode(face.astype(np.uint8), np.ones((9, 9))).astype(bool)
    skin_apart = colour_distance(smooth, inner & (apart > 8), [6, 2.5, 2.5])
    chroma = np.hypot(smooth[..., 1], smooth[..., 2])
    row = np.arange(shape[0])[:, None] * np.ones(shape[1])
    chin, brow = points[CHIN][1], points[[73, 80]].mean(0)[1]
    low = row > chin - .25 * (chin - brow)
    shirt = (row > chin) & (((chroma < 9) & (smooth[..., 0] > 52)) | (smooth[..., 0] > 86))
    person = (apart > 7) & ~shirt
    labels = np.full(shape, BACKGROUND, np.uint8)
    labels[(apart > 4.5) & ~low] = UNKNOWN
    labels[low & person] = UNKNOWN
    labels[low & person & (skin_apart < 2.6)] = SKIN
    labels[person & low & (skin_apart > 4) & (smooth[..., 0] < 70)] = HAIR
    crown = person & ~low & ~face & ~ears
    labels[crown] = HAIR
    labels[ears & person] = np.where(skin_apart[ears & person] < 3.3, SKIN, UNKNOWN)
    if name in BALD_HEADS:
        labels[crown] = np.where(row[crown] < brow - .35 * (chin - brow), BALD, UNKNOWN)
    elif name in SHAVEN_HEADS:
        labels[crown] = np.where(skin_apart[crown] > 2.5, HAIR, UNKNOWN)
    labels[face] = np.where(inner[face] | (skin_apart[face] < 2.6), SKIN, UNKNOWN)
    return without_specks(labels, (.1 * (chin - brow)) ** 2), (apart > 6) | face | shirt


def without_specks(labels, least_px):
    """Small pieces of hair and skin become unknown."""
    out = labels.copy()
    for value in (HAIR, SKIN):
        _, pieces, stats, _ = cv2.connectedComponentsWithStats((labels == value).astype(np.uint8))
        out[(labels == value) & (stats[pieces, cv2.CC_STAT_AREA] < least_px)] = UNKNOWN
    return out


def face_places(points, face, side):
    """Head points (side, side, 3) seen on the face: an average face turned straight to the camera."""
    left, right, chin = points[PUPILS[0]], points[PUPILS[1]], points[CHIN]
    across = right - left
    mm_per_px = 2 * PUPIL_X_MM / np.linalg.norm(across)
    across = across / np.linalg.norm(across)
    down = np.array([-across[1], across[0]])
    middle = (left + right) / 2
    stretch = (PUPIL_Z_MM - CHIN_Z_MM) / (((chin - middle) @ down) * mm_per_px)
    row, column = np.mgrid[0:side, 0:side] + .5
    offset = np.stack([column - middle[0], row - middle[1]], -1)
    # The image's left pupil is the person's right one: x grows to the person's left.
    x, z = (offset @ across) * mm_per_px, PUPIL_Z_MM - (offset @ down) * mm_per_px * stretch
    # The face's front as an upright ellipse of the average head.
    y = -92 * np.sqrt(np.clip(1 - (x / 76) ** 2, .02, 1)) * np.where(z > 0, np.sqrt(
        np.clip(1 - (z / 95) ** 2, .02, 1)), 1.)
    place = np.stack([x, y, z], -1)
    place[~face] = np.nan
    return place


def convert(path, side):
    rgb = cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB)
    points = landmarks(path[:-3] + 'tem', WORK_SIDE / rgb.shape[0])
    rgb = cv2.resize(rgb, (WORK_SIDE, WORK_SIDE), interpolation=cv2.INTER_AREA)
    labels, body = label(rgb, points, os.path.basename(path)[:3])
    small = lambda image: cv2.resize(image, (side, side), interpolation=cv2.INTER_NEAREST)
    points = points * side / WORK_SIDE
    face = filled((side, side), points[HAIRLINE + RIGHT_CHEEK + JAW + LEFT_CHEEK])
    return dict(rgb=cv2.resize(rgb, (side, side), interpolation=cv2.INTER_AREA), labels=small(labels),
                body=small(body.astype(np.uint8) * 255), place_mm=face_places(points, face, side).astype(np.float16))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('london')
    parser.add_argument('out')
    parser.add_argument('--side', type=int, default=256)
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(arguments.london, '*.jpg'))):
        name = os.path.splitext(os.path.basename(path))[0]
        np.savez_compressed(os.path.join(arguments.out, name + '.npz'), **convert(path, arguments.side))


if __name__ == '__main__':
    main()
