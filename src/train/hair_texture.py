"""Textures of hair and of soft noise, that examples are dressed in."""
import math

import cv2
import numpy as np

from labels import HAIR


def smooth_noise(random, side, cells):
    """A (side, side) field of soft noise, about -1..1."""
    coarse = random.normal(0, .6, (cells, cells)).astype(np.float32)
    return cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)


def grid(side):
    """Pixel positions, (side, side) float32 each: x and y."""
    return np.meshgrid(np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32))


def strands(random, side):
    """A (side, side) field of lightness about 1: locks that flow one way, wave or curl, drawn from noise dragged
    along a smooth field of directions (line integral convolution, Cabral and Leedom 1993)."""
    x, y = grid(side)
    if random.random() < .7:
        turn = random.uniform(.2, 1.6) * smooth_noise(random, side, int(random.integers(2, 7)))
    else:
        turn = random.uniform(1, 4) * smooth_noise(random, side, int(random.integers(10, 40)))
    angle = random.uniform(-math.pi, math.pi) + turn
    across, down = np.cos(angle), np.sin(angle)
    lock = max(2, int(side / random.uniform(1.5, 5)))
    noise = random.standard_normal((side, side), np.float32)
    locks = cv2.resize(random.standard_normal((lock, lock), np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    field = random.uniform(.3, 1) * noise + locks
    for step in (1, 2, 4, 8)[:int(random.integers(2, 5))]:
        field = field + cv2.remap(field, x + step * across, y + step * down, cv2.INTER_LINEAR,
                                  borderMode=cv2.BORDER_REFLECT)
    field *= random.uniform(.08, .4) / max(float(field.std()), 1e-3)
    shine = random.uniform(0, .35) * smooth_noise(random, side, int(random.integers(2, 6)))
    return np.exp(field + shine)


def hair_colour(random):
    """Mean sRGB colour of some hair: black and brown to fair, red, grey and white."""
    light = float(np.exp(random.uniform(math.log(.05), math.log(.75))))
    if random.random() < .25:
        warmth = random.normal(0, .03)
    else:
        warmth = random.uniform(.05, .3) + (.25 if random.random() < .07 else 0)
    return np.clip(light * np.array([1 + warmth, 1, 1 - warmth]), .02, .95).astype(np.float32)


def tiled(patch, random, side):
    """A (side, side, 3) field of a small piece of real hair, bent so that its repeats are not seen."""
    if random.random() < .5:
        patch = patch[:, ::-1]
    zoom = random.uniform(.7, 2.)
    patch = cv2.resize(patch, None, fx=zoom, fy=zoom)
    x, y = grid(side)
    turn, bend = random.normal(0, .5), random.uniform(.05, .15) * side
    across = math.cos(turn) * x - math.sin(turn) * y + bend * smooth_noise(random, side, int(random.integers(3, 8)))
    down = math.sin(turn) * x + math.cos(turn) * y + bend * smooth_noise(random, side, int(random.integers(3, 8)))
    start = random.uniform(0, 1000, 2)
    mirrored = [np.abs((at + begin) % (2 * size - 2) - (size - 1)).astype(np.float32)
                for at, begin, size in ((across, start[0], patch.shape[1]), (down, start[1], patch.shape[0]))]
    return cv2.remap(patch, mirrored[0], mirrored[1], cv2.INTER_LINEAR).astype(np.float32) / 255


def hair_patches(picture, least=24, most=64):
    """Square pieces (K, K, 3) uint8 that hold hair alone, the largest of a picture first."""
    hair = (picture['labels'] == HAIR).astype(np.uint8)
    patches = []
    for _ in range(3):
        depth = cv2.distanceTransform(hair, cv2.DIST_C, 3)
        _, radius, _, at = cv2.minMaxLoc(depth)
        half = int(min(radius - 1, most / 2))
        if 2 * half < least:
            break
        x, y = at
        patches.append(picture['rgb'][y - half:y + half, x - half:x + half].copy())
        hair[max(0, y - half):y + half, max(0, x - half):x + half] = 0
    return patches
