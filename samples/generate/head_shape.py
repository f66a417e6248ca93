"""Person-by-person variation of the head's shape."""
import numpy as np

from noise import value_noise
from torso_surface import collar_height

# Standard deviations, in the order in which they are drawn; draws are cut at two of them.
SPREAD = {
    'breadth_mm': 4.5, 'length_mm': 5.5, 'height_factor': .025, 'forehead_slope': 4., 'occiput': 4.5,
    'peak': 2.5, 'parietal': 2.2, 'skew': 2.2, 'brow': 1.2, 'jaw': .05, 'nose': 3.,
    'ear_out': 2., 'neck': .04, 'chin': 4.,
}
MEAN = {'breadth_mm': 152, 'length_mm': 197, 'height_factor': 1}


class HeadShape:
    """A smooth warp of the average head, drawn from a seed.

    Call it on points (N, 3) in mm of the average head to get them on this person's
    head. `fit` must have been called once. `scale` holds the three axis factors.
    """

    def __init__(self, seed, varied=True):
        """`varied` False gives the same average head for every seed."""
        self.seed = seed if varied else 0
        random = np.random.default_rng(self.seed * 7919 + 13)
        for name, spread in SPREAD.items():
            draw = float(np.clip(random.normal(0, spread), -2 * spread, 2 * spread))
            setattr(self, name, MEAN.get(name, 0.) + (draw if varied else 0.))
        self.scale = np.ones(3)

    def _shift_skull(self, shifted, x, y, z):
        """Forehead slope, occiput, peak, parietal bulge and skew, in place."""
        upper = np.clip((z + 5) / 70, 0, 1.3)
        front, back = np.clip(-y / 60, 0, 1.2), np.clip((y - 20) / 50, 0, 1.2)
        shifted[:, 1] += (self.forehead_slope * upper * front
                          + self.occiput * back * np.exp(-((z - 5) / 42) ** 2)
                          - self.brow * front * np.exp(-((z + 22) / 12) ** 2))
        shifted[:, 2] += self.peak * np.exp(-(x * x + (y - 20) ** 2) / 55. ** 2) * np.clip(z / 60, 0, 1)
        shifted[:, 0] += (self.parietal * np.tanh(x / 18)
                          * np.exp(-((y - 30) / 45) ** 2 - ((z - 35) / 35) ** 2)
                          + self.skew * np.exp(-((y - 55) / 45) ** 2 - ((z - 15) / 60) ** 2))

    def _shift_face(self, shifted, x, y, z):
        """Jaw, neck, nose, chin and ears, in place."""
        lower = np.clip((-z - 50) / 50, 0, 1)
        shifted[:, 0] *= (1 + self.jaw * lower * np.clip((40 - y) / 50, 0, 1)
                          + self.neck * np.clip((-z - 120) / 40, 0, 1) * np.clip((y + 20) / 30, 0, 1))
        shifted[:, 1] -= (self.nose * np.exp(-(x / 15) ** 2 - ((z + 70) / 16) ** 2)
                          * np.clip((-y - 88) / 16, 0, 1))
        shifted[:, 2] -= self.chin * np.clip((-z - 95) / 25, 0, 1) * np.clip((-y - 30) / 30, 0, 1)
        shifted[:, 0] += (self.ear_out * np.sign(x) * np.clip((np.abs(x) - 74) / 12, 0, 1.5)
                          * np.exp(-((z + 45) / 40) ** 4))

    def warp(self, points_mm):
        """Points of the average head on this person's head, before scaling."""
        points_mm = np.asarray(points_mm, float)
        x, y, z = points_mm.T
        shifted = points_mm.copy()
        self._shift_skull(shifted, x, y, z)
        self._shift_face(shifted, x, y, z)
        for axis in range(3):
            shifted[:, axis] += (1.5 * value_noise(points_mm, 62, 900 + self.seed * 11 + axis)
                                 + .35 * value_noise(points_mm, 24, 930 + self.seed * 11 + axis))
        # The neck has to keep its fit in the collar.
        free = np.clip((collar_height(points_mm) - 6) / 40, 0, 1)[:, None]
        return points_mm + (shifted - points_mm) * free

    def fit(self, base_mm):
        """Sets `scale` so that the warped average head (N, 3) gets this person's breadth and length."""
        warped = self.warp(base_mm)
        breadth = np.ptp(warped[base_mm[:, 2] > 2, 0])
        middle = np.abs(base_mm[:, 0]) < 30
        back_y = warped[(base_mm[:, 2] > -40) & middle, 1].max()
        length = back_y - warped[(base_mm[:, 2] > -15) & middle, 1].min()
        self.scale = np.array([self.breadth_mm / breadth, self.length_mm / length, 0])
        self.scale[2] = (self.scale[0] + self.scale[1]) / 2 * self.height_factor

    def __call__(self, points_mm):
        return self.warp(points_mm) * self.scale
