"""The camera: view, jitter, projection and visibility."""
import math
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix, Vector

from noise import unit
from scene import add_object

SENSOR_MM = 36
LENS_RADIUS_MM = 2.4
# The ray meets the nearest skin; most of what should be sharp lies a little behind it.
FOCUS_BEHIND_MM = 6
VISIBILITY_TOLERANCE_MM = 1.5
GRAZING_COSINE = .03
TOP_VIEW = 'top'


@dataclass
class View:
    """Direction from the aim point to the camera, aim point, distance and focal length."""
    direction: tuple
    target_mm: tuple
    distance_mm: float
    focal_length_mm: float


VIEWS = {
    TOP_VIEW: View((.04, -.06, 1.), (0, -2, 0), 640, 72),
    'front': View((-.40, -.88, .42), (0, -14, -16), 780, 80),
    'back': View((.24, .95, .34), (0, 20, -34), 780, 80),
    'side': View((1., .10, .26), (0, 4, -6), 780, 80),
    'bowed': View((-.18, -.62, .76), (0, -16, 2), 700, 78),
}


def _aim(view_name, extra_roll_deg, azimuth_rad, elevation_rad, random):
    """Unit vector towards the camera, the direction that is up in the picture, and the roll in radians."""
    direction = unit(VIEWS[view_name].direction)
    if view_name == TOP_VIEW:
        backward = unit(direction + [math.sin(azimuth_rad) * .12, math.sin(elevation_rad) * 1.2, 0])
        upward = np.array([0, -1., 0])
        # Seen from above there is no natural upright: some pictures stand on their head.
        roll_deg = extra_roll_deg + float(random.normal(0, 10)) + (180 if random.random() < .4 else 0)
    else:
        cosine, sine = math.cos(azimuth_rad), math.sin(azimuth_rad)
        turned = np.array([direction[0] * cosine - direction[1] * sine,
                           direction[0] * sine + direction[1] * cosine, direction[2]])
        backward = unit(turned + [0, 0, math.tan(elevation_rad)])
        upward = np.array([0, 0, 1.])
        roll_deg = extra_roll_deg + float(random.normal(0, 3.5))
    return backward, upward, math.radians(roll_deg)


def _rolled(backward, upward, roll_rad):
    """Unit right and up axes of a camera that looks along -backward."""
    right = unit(np.cross(upward, backward))
    up = np.cross(backward, right)
    cosine, sine = math.cos(roll_rad), math.sin(roll_rad)
    return right * cosine + up * sine, up * cosine - right * sine


class Camera:
    """A placed camera.

    eye_mm (3,); target_mm (3,); right, up (3,) unit axes in head axes; rotation (3, 3)
    takes head axes to OpenCV camera axes (x right, y down, z forward); focal_px;
    side_px: width and height of the picture; focus_mm, distance_mm, roll_rad.
    """

    def __init__(self, options, mesh, random):
        self._bvh = mesh.bvh
        self.side_px = options.res
        view = VIEWS[options.view]
        azimuth_rad = math.radians(options.turn + float(random.normal(0, 9)))
        elevation_rad = math.radians(float(random.normal(0, 3.5)))
        self.distance_mm = view.distance_mm * float(random.uniform(.92, 1.25))
        # The focal length grows with the distance, so that the head keeps its size in the picture.
        lens_mm = (view.focal_length_mm * options.zoom * float(random.uniform(.96, 1.05))
                   * self.distance_mm / view.distance_mm)
        backward, upward, self.roll_rad = _aim(
            options.view, options.roll, azimuth_rad, elevation_rad, random)
        self.target_mm = np.array(view.target_mm, float) + random.normal(0, 4, 3)
        self.right, self.up = _rolled(backward, upward, self.roll_rad)
        self.rotation = np.stack([self.right, -self.up, -backward])
        self._add_to_scene(lens_mm, backward)
        self.focal_px = lens_mm / SENSOR_MM * self.side_px
        self.mm_per_px = self.distance_mm / self.focal_px

    def _add_to_scene(self, lens_mm, backward):
        """Creates the Blender camera with its depth of field and sets eye_mm and focus_mm."""
        data = bpy.data.cameras.new('camera')
        data.lens, data.sensor_width = lens_mm, SENSOR_MM
        data.clip_start, data.clip_end = 10, 20000
        placed = add_object('camera', data)
        placed.location = self.target_mm + backward * self.distance_mm
        placed.rotation_euler = Matrix(np.stack([self.right, self.up, backward], 1).tolist()).to_euler()
        bpy.context.scene.camera = placed
        # Read back, because Blender stores single precision.
        self.eye_mm = np.array(placed.location)
        hit_mm = self._bvh.ray_cast(Vector(self.eye_mm), -Vector(backward))[3]
        self.focus_mm = self.distance_mm if hit_mm is None else float(hit_mm + FOCUS_BEHIND_MM)
        data.dof.use_dof = True
        data.dof.focus_distance = self.focus_mm
        data.dof.aperture_fstop = (lens_mm / 1000) / (2 * LENS_RADIUS_MM)
        self._data = data

    def use_pinhole(self):
        """Switches the depth of field off, for the truth renders."""
        self._data.dof.use_dof = False

    def project(self, points_mm):
        """Pixel positions (N, 2) and depths in mm (N,) of points (N, 3); pixel (0, 0) covers 0..1."""
        in_camera = (np.asarray(points_mm) - self.eye_mm) @ self.rotation.T
        depth_mm = in_camera[:, 2]
        return in_camera[:, :2] / in_camera[:, 2:] * self.focal_px + self.side_px / 2, depth_mm

    def in_picture(self, points_px, margin_px=0):
        """Which points (N, 2) lie in the picture, or at most margin_px outside it."""
        return ((points_px >= -margin_px) & (points_px < self.side_px + margin_px)).all(1)

    def sees(self, points_mm, normals=None):
        """Which surface points (N, 3) no part of the head hides; with normals, also not too grazing."""
        clear = np.zeros(len(points_mm), bool)
        for number, point_mm in enumerate(points_mm):
            offset = point_mm - self.eye_mm
            distance_mm = np.linalg.norm(offset)
            hit_mm = self._bvh.ray_cast(Vector(self.eye_mm), Vector(offset / distance_mm))[3]
            clear[number] = hit_mm is None or hit_mm > distance_mm - VISIBILITY_TOLERANCE_MM
        if normals is None:
            return clear
        return clear & ((normals * unit(self.eye_mm - points_mm)).sum(1) > GRAZING_COSINE)

    def pixel_rays(self):
        """Rays (H, W, 3) through the pixel centres in head axes, of length 1 along the optical axis."""
        row, column = np.mgrid[0:self.side_px, 0:self.side_px] + .5
        x, y = (column - self.side_px / 2) / self.focal_px, (row - self.side_px / 2) / self.focal_px
        return np.stack([x, y, np.ones_like(x)], -1) @ self.rotation
