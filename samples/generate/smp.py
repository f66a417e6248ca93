"""Scalp micropigmentation: where the dots go and what they do to the picture."""
import math
from dataclasses import dataclass

import numpy as np

from head_mesh import thin_out
from noise import sigmoid, unit
from scalp_chart import ChartPoints

CANDIDATES_PER_DOT = 7.5
# Dart throwing at this share of the mean spacing yields the planned density.
SPACING_FACTOR = .835
PACKING = .78
MAX_SPACING_MM = 3.5
# The plan counts as empty below this share of the core density.
LEAST_SHARE = .02
POINTS_PER_DOT = 60
GOLDEN_ANGLE_RAD = 2.399963
# A dot's soft edge ends within this many of its radii.
REACH_RADII = 1.6
PIXEL_FILTER_PX = .32
MAX_ABSORBED = .97
MARGIN_PX = 8


@dataclass
class SmpOptions:
    """The treatment: density, hairline and dots.

    edge_share: density at the hairline as a share of core_per_cm2; ramp_mm: over which
    it rises to the core; inset_mm: new hairline behind the juvenile one; dot_mm, dot_cv:
    mean and log-normal coefficient of variation of the diameter; softness_mm of a dot's
    edge; transmittance_rgb at a dot's centre, to the power of strength.
    """
    core_per_cm2: float
    edge_share: float
    ramp_mm: float
    inset_mm: float
    dot_mm: float
    dot_cv: float
    softness_mm: float
    strength: float
    transmittance_rgb: list

    def optical_density(self):
        """Natural-log optical density at a dot's centre, (3,)."""
        return -np.log(np.clip(self.transmittance_rgb, 1e-3, 1)) * self.strength


class Dots:
    """The dots of one head.

    planned: their number by the plan; treated_cm2; on_head: how many were placed. Of
    those the camera sees: positions_mm, normals (N, 3), diameters_mm, depths_mm (N,),
    pixels (N, 2).
    """

    def __init__(self, mesh, scalp, on_scalp, camera, random):
        """on_scalp: scalp share per vertex of `mesh`."""
        self._mesh, self._scalp, self._on_scalp, self._random = mesh, scalp, on_scalp, random
        self._triangles = mesh.triangles[on_scalp[mesh.triangles].max(1) > .5]
        self._integrate_plan()
        positions_mm, normals, diameters_mm = self._place()
        self.on_head = len(positions_mm)
        pixels, depths_mm = camera.project(positions_mm)
        near = np.where(camera.in_picture(pixels, MARGIN_PX))[0]
        seen = near[camera.sees(positions_mm[near], normals[near])]
        self.positions_mm, self.normals = positions_mm[seen], normals[seen]
        self.diameters_mm = diameters_mm[seen]
        self.pixels, self.depths_mm = pixels[seen], depths_mm[seen]

    def _plan(self, positions_mm, on_scalp):
        """Planned dots per cm2 (N,)."""
        points = ChartPoints.of(positions_mm)
        density = self._scalp.hair_density(points) * on_scalp
        return self._scalp.planned_dots_per_cm2(points, density) * (on_scalp > .5)

    def _integrate_plan(self):
        """Sets `planned` and `treated_cm2`."""
        areas_mm2 = self._mesh.areas_mm2(self._triangles)
        centres_mm = self._mesh.vertices_mm[self._triangles].mean(1)
        wanted = self._plan(centres_mm, self._on_scalp[self._triangles].mean(1))
        self.planned = float((wanted * areas_mm2).sum() / 100)
        self.treated_cm2 = float(areas_mm2[wanted > 0].sum() / 100)

    def _place(self):
        """Blue-noise positions, normals and diameters whose density follows the plan."""
        random, smp = self._random, self._scalp.smp
        points = self._mesh.sample(self._triangles, smp.core_per_cm2 / 100 * CANDIDATES_PER_DOT, random)
        wanted = self._plan(points.positions_mm, points.blend(self._on_scalp))
        used = wanted > LEAST_SHARE * smp.core_per_cm2
        positions_mm, normals, wanted = points.positions_mm[used], points.normals[used], wanted[used]
        spacing_mm = SPACING_FACTOR * np.sqrt(PACKING / (wanted / 100))
        kept = thin_out(positions_mm, np.minimum(spacing_mm, MAX_SPACING_MM))
        if len(kept) > self.planned:
            kept = kept[random.permutation(len(kept))[:int(round(self.planned))]]
        log_spread = math.sqrt(math.log1p(smp.dot_cv * smp.dot_cv))
        sizes = np.exp(random.normal(0, 1, len(kept)) * log_spread - log_spread * log_spread / 2)
        return positions_mm[kept], normals[kept], smp.dot_mm * sizes


class DotRenderer:
    """Renders Dots as the share of light they absorb.

    Every dot is a set of points spread over its disc, the lens and the pixel filter;
    each deposits its share of absorbed light. So the covered area is exact at any size.
    """

    def __init__(self, dots, camera, smp, lens_radius_mm, random):
        self._dots, self._camera, self._smp, self._lens_radius_mm = dots, camera, smp, lens_radius_mm
        self._first_tangent = unit(np.cross(dots.normals, [.31, .57, .76]))
        self._second_tangent = np.cross(dots.normals, self._first_tangent)
        self._turn_rad = random.uniform(0, 6.283, len(dots.diameters_mm))
        # The area of one dot's share in the picture, px2.
        facing = (dots.normals * unit(camera.eye_mm - dots.positions_mm)).sum(1)
        disc_mm2 = np.pi * (REACH_RADII * dots.diameters_mm / 2) ** 2
        self._share_px2 = disc_mm2 / POINTS_PER_DOT * facing * (camera.focal_px / dots.depths_mm) ** 2

    def absorbed(self):
        """Share of light absorbed per pixel and channel, (H, W, 3), at most MAX_ABSORBED."""
        side = self._camera.side_px
        total = np.zeros((3, side * side))
        for number in range(POINTS_PER_DOT):
            pixels, profile = self._point(number)
            flat, weights = self._spread_over_pixels(pixels)
            part = 1 - np.exp(-self._smp.optical_density()[:, None] * profile)
            for channel in range(3):
                total[channel] += np.bincount(flat, (weights * part[channel]).ravel(), side * side)
        return np.clip(np.moveaxis(total.reshape(3, side, side), 0, -1), 0, MAX_ABSORBED)

    def _point(self, number):
        """Pixel positions (N, 2) and relative pigment (N,) of point `number` of every dot."""
        dots = self._dots
        angle_rad = (number + .5) * GOLDEN_ANGLE_RAD + self._turn_rad
        from_centre_mm = np.sqrt((number + .5) / POINTS_PER_DOT) * REACH_RADII * dots.diameters_mm / 2
        on_skin_mm = (dots.positions_mm + self._first_tangent * (from_centre_mm * np.cos(angle_rad))[:, None]
                      + self._second_tangent * (from_centre_mm * np.sin(angle_rad))[:, None])
        pixels, _ = self._camera.project(on_skin_mm)
        radius_mm, softness_mm = dots.diameters_mm / 2, self._smp.softness_mm
        profile = sigmoid((radius_mm - from_centre_mm) / softness_mm) / sigmoid(radius_mm / softness_mm)
        return pixels + self._defocus_px(number), profile

    def _defocus_px(self, number):
        """Offsets (N, 2) of point `number`, which passes the lens at its own place."""
        # Multipliers coprime to the number of points, so that disc and lens are covered independently.
        angle_rad = ((number * 37) % POINTS_PER_DOT + .5) * GOLDEN_ANGLE_RAD + 1.7 * self._turn_rad
        lens_share = math.sqrt(((number * 53) % POINTS_PER_DOT + .5) / POINTS_PER_DOT)
        vergence = 1 / self._dots.depths_mm - 1 / self._camera.focus_mm
        blur_px = self._lens_radius_mm * self._camera.focal_px * vergence * lens_share
        return np.c_[np.cos(angle_rad), np.sin(angle_rad)] * blur_px[:, None]

    def _spread_over_pixels(self, pixels):
        """Pixel numbers (9 N,) and weights (9, N) of the 3 x 3 pixels round each point."""
        side = self._camera.side_px
        corner = np.floor(pixels).astype(int)
        columns, rows, filters = [], [], []
        for step_x in (-1, 0, 1):
            for step_y in (-1, 0, 1):
                column, row = corner[:, 0] + step_x, corner[:, 1] + step_y
                away_squared = (column + .5 - pixels[:, 0]) ** 2 + (row + .5 - pixels[:, 1]) ** 2
                columns.append(column)
                rows.append(row)
                filters.append(np.exp(-away_squared / (2 * PIXEL_FILTER_PX ** 2)))
        columns, rows, filters = map(np.stack, (columns, rows, filters))
        outside = (columns < 0) | (columns >= side) | (rows < 0) | (rows >= side)
        weights = np.where(outside, 0, filters / filters.sum(0) * self._share_px2)
        return np.where(outside, 0, rows * side + columns).ravel(), weights
