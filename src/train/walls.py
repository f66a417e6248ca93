"""Views into real places, to stand behind the heads: the free panoramas (CC0, Greg Zaal) that Blender brings."""
import glob
import math
import os

import cv2
import numpy as np

# OpenCV asks for it when it opens the first such file.
os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'


class Panoramas:
    """All panoramas of a folder; `view` draws a new picture of one of them each time."""

    def __init__(self, folder):
        paths = sorted(glob.glob(os.path.join(folder, '*.exr')))
        if not paths:
            raise SystemExit('No panoramas (*.exr) in %s: install blender-data or name their folder.' % folder)
        # Lamps are ten thousand times as bright as walls; a camera clips them.
        self._maps = [np.minimum(cv2.imread(path, cv2.IMREAD_UNCHANGED)[..., 2::-1].copy(), 50.) for path in paths]

    def view(self, random, side):
        """(side, side, 3) float32, sRGB 0..1: any direction, angle of view, exposure and focus."""
        panorama = self._maps[random.integers(len(self._maps))]
        height, width = panorama.shape[:2]
        half = math.tan(math.radians(random.uniform(20, 50)))
        x, y = np.meshgrid(np.linspace(-half, half, side), np.linspace(-half, half, side))
        tilt = math.radians(np.clip(random.normal(0, 25), -80, 80))
        forward, down = math.cos(tilt) - y * math.sin(tilt), math.sin(tilt) + y * math.cos(tilt)
        azimuth = np.arctan2(x, forward) + random.uniform(0, 2 * math.pi)
        elevation = np.arctan2(down, np.hypot(x, forward))
        at = (azimuth / (2 * math.pi) % 1 * width).astype(np.float32), (
            (elevation / math.pi + .5) * height).astype(np.float32)
        seen = cv2.remap(panorama, at[0], at[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        blur = random.uniform(.1, 4) if random.random() < .6 else 0
        if blur:
            seen = cv2.GaussianBlur(seen, (0, 0), blur)
        level = math.exp(random.uniform(math.log(.03), math.log(.5))) / max(1e-4, float(np.median(seen)))
        return np.clip(seen * level, 0, 1) ** (1 / 2.2)
