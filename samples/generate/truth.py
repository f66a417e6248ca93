"""Exact truth of a picture: maps aligned with it, and info.json."""
import json
import math
import os

import numpy as np
from PIL import Image

from noise import unit
from scalp_chart import ChartPoints
from smp import LEAST_SHARE

BACKGROUND, SKIN, HAIR, BALD, THINNING = range(5)
LABEL_NAMES = ('background', 'skin', 'hair', 'bald', 'thinning')
FULL_HAIR_FROM = .60
BALD_UP_TO = .10
GRAZING_COSINE = .03
OUTLINE_PX = 3
DEPTH_STEPS_PER_MM = 50
PUPILS_MM = np.array([[-32., -89, -42], [32., -89, -42]])


def _bytes(share):
    """0..1 as 8-bit 0..255."""
    return (np.clip(share, 0, 1) * 255 + .5).astype(np.uint8)


def _words(values):
    """Values rounded to 16 bits."""
    return np.clip(values + .5, 0, 65535).astype(np.uint16)


def _neighbour_sum(plane):
    """Sum over the 3 x 3 pixels round each pixel; the border wraps."""
    return sum(np.roll(np.roll(plane, down, 0), across, 1) for down in (-1, 0, 1) for across in (-1, 0, 1))


class TruthMaps:
    """Per-pixel truth, all (H, W), from the renderer's passes of a truth render.

    on_skin bool; depth_mm, cosine (of the view angle) and mm_per_px of the surface;
    hair_density 0..1; planned_per_cm2; labels as named in LABEL_NAMES.
    """

    def __init__(self, renderer, camera, scalp, hair_share, with_plan):
        """hair_share (H, W): share of each pixel that hair covers in the picture."""
        self._skin_share = renderer.mask_pass('skin')
        self._scalp_share = renderer.mask_pass('scalp')
        self.on_skin = self._skin_share > .99
        position_mm = renderer.colour_pass('Position')
        self._measure_surface(position_mm, unit(renderer.colour_pass('Normal')), camera)
        self._look_up_scalp(position_mm, scalp, with_plan)
        self._label(hair_share)

    def _measure_surface(self, position_mm, normal, camera):
        """The surface is taken as the tangent plane where the ray through the pixel's centre meets it."""
        ray = camera.pixel_rays()
        towards = (ray * normal).sum(-1)
        self.depth_mm = (position_mm - camera.eye_mm) @ camera.rotation[2]
        self.cosine = np.clip(-towards / np.linalg.norm(ray, axis=-1), 0, 1)
        valid = self.on_skin & (self.cosine > GRAZING_COSINE)
        towards = np.where(valid, towards, -1.)

        def step_mm(axis):
            pixel = camera.rotation[axis] / camera.focal_px
            on_plane = pixel - ray * ((normal @ pixel) / towards)[..., None]
            return self.depth_mm * np.linalg.norm(on_plane, axis=-1)

        self.mm_per_px = np.where(valid, np.sqrt(np.maximum(step_mm(0) * step_mm(1), 0)), 0)

    def _look_up_scalp(self, position_mm, scalp, with_plan):
        """Hair density and pigment plan at every skin pixel."""
        size = self.on_skin.shape
        points = ChartPoints.of(position_mm.reshape(-1, 3))
        self.hair_density = (scalp.hair_density(points).reshape(size)
                             * np.clip(self._scalp_share, 0, 1)) * self.on_skin
        self.planned_per_cm2 = np.zeros_like(self.hair_density)
        if with_plan:
            planned = scalp.planned_dots_per_cm2(points, self.hair_density.ravel()).reshape(size)
            least = LEAST_SHARE * scalp.smp.core_per_cm2
            used = self.on_skin & (self._scalp_share > .5) & (planned >= least)
            self.planned_per_cm2[used] = planned[used]

    def _extended_to_outline(self):
        """Scalp share, hair density and validity; outline pixels take them from their inner neighbours.

        There skin and background mix, so that their own values mean nothing.
        """
        scalp_share, density = np.where(self.on_skin, self._scalp_share, 0), self.hair_density.copy()
        known = self.on_skin.copy()
        for _ in range(OUTLINE_PX):
            count = _neighbour_sum(known.astype(float))
            scalp_sum, density_sum = _neighbour_sum(scalp_share * known), _neighbour_sum(density * known)
            new = (self._skin_share > .5) & ~known & (count > 0)
            scalp_share = np.where(new, scalp_sum / np.maximum(count, 1), scalp_share)
            density = np.where(new, density_sum / np.maximum(count, 1), density)
            known = known | new
        return scalp_share, density, known

    def _label(self, hair_share):
        skin = self._skin_share > .5
        scalp_share, density, known = self._extended_to_outline()
        scalp = skin & (scalp_share > .5) & known
        self.labels = np.full(skin.shape, BACKGROUND, np.uint8)
        self.labels[skin] = SKIN
        self.labels[scalp] = THINNING
        self.labels[scalp & (density >= FULL_HAIR_FROM)] = HAIR
        self.labels[scalp & (density <= BALD_UP_TO)] = BALD
        # Hair that stands out over the background belongs to the hair.
        self.labels[~skin & (hair_share > .5)] = HAIR

    def label_shares(self):
        """Share of the picture per label name."""
        return {name: round(float((self.labels == label).mean()), 4)
                for label, name in enumerate(LABEL_NAMES)}

    def save(self, folder, hair_share):
        """Writes the maps as single-channel PNG files."""
        files = {
            'labels': self.labels,
            'hair_density': _bytes(self.hair_density),
            'hair_alpha': _bytes(hair_share),
            'smp_density': _words(self.planned_per_cm2 * 100),
            'smp_mask': ((self.planned_per_cm2 > 0) * 255).astype(np.uint8),
            'mm_per_px': _words(self.mm_per_px * 1000),
            'cos_view': _bytes(np.where(self.on_skin, self.cosine, 0)),
            'depth': _words(np.where(self.on_skin, self.depth_mm, 0) * DEPTH_STEPS_PER_MM),
        }
        for name, plane in files.items():
            image = Image.fromarray(np.ascontiguousarray(plane))
            image.save(os.path.join(folder, name + '.png'), optimize=False, compress_level=7)


def save_dots(folder, dots, camera):
    """Writes smp_dots.csv; returns the number of dots in the picture."""
    rows = np.c_[dots.pixels, dots.diameters_mm * 1000][camera.in_picture(dots.pixels)]
    np.savetxt(os.path.join(folder, 'smp_dots.csv'), rows, fmt=['%.2f', '%.2f', '%.0f'], delimiter=',',
               header='x_px,y_px,diameter_um', comments='')
    return len(rows)


def _rounded(values, digits):
    return [round(float(value), digits) for value in values]


def describe_camera(camera, lens_radius_mm, exposure):
    """The 'camera' and 'pose' parts of info.json."""
    rotation = camera.rotation
    optics = dict(focal_px=round(camera.focal_px, 3), principal_point_px=[camera.side_px / 2] * 2,
                  distance_mm=round(camera.distance_mm, 2), focus_mm=round(camera.focus_mm, 2),
                  lens_radius_mm=lens_radius_mm, exposure=exposure)
    pose = dict(R_head_to_camera=[_rounded(row, 6) for row in rotation],
                t_mm=_rounded(-(rotation @ camera.eye_mm), 3), camera_position_mm=_rounded(camera.eye_mm, 3),
                face_direction_camera=_rounded(rotation @ np.array([0, -1., 0]), 4),
                up_direction_camera=_rounded(rotation @ np.array([0, 0, 1.]), 4),
                roll_deg=round(math.degrees(camera.roll_rad), 2))
    return dict(camera=optics, pose=pose)


def describe_vertex(mesh, camera):
    """Where the top of the head is in the picture, and the scale there."""
    top_mm = np.array(mesh.bvh.ray_cast((0, 5, 300), (0, 0, -1))[0])[None]
    pixels, depths_mm = camera.project(top_mm)
    visible = bool(camera.sees(top_mm)[0] and camera.in_picture(pixels)[0])
    return dict(px=_rounded(pixels[0], 2), visible=visible,
                px_per_mm=round(float(camera.focal_px / depths_mm[0]), 4),
                depth_mm=round(float(depths_mm[0]), 2))


def describe_eyes(mesh, camera):
    """Pupil centres under the closed lids; None if neither is in view."""
    pupils_mm = mesh.shape(PUPILS_MM)
    hits = [mesh.face_hit_mm(pupil_mm) for pupil_mm in pupils_mm]
    lids_mm = np.array([pupil_mm if hit is None else hit for hit, pupil_mm in zip(hits, pupils_mm)])
    pixels, depths_mm = camera.project(lids_mm)
    visible = camera.sees(lids_mm) & camera.in_picture(pixels)
    if not visible.any():
        return None
    return dict(interpupillary_mm=round(float(np.linalg.norm(lids_mm[1] - lids_mm[0])), 2),
                left_px=_rounded(pixels[1], 2), right_px=_rounded(pixels[0], 2),
                left_visible=bool(visible[1]), right_visible=bool(visible[0]),
                px_per_mm=round(float(camera.focal_px / depths_mm.mean()), 4))


def describe_smp(smp, dots, dots_in_view):
    """The 'smp' part of info.json."""
    return dict(density_core_per_cm2=smp.core_per_cm2, dot_diameter_mm=smp.dot_mm, dot_cv=smp.dot_cv,
                dot_edge_mm=smp.softness_mm, strength=smp.strength,
                transmittance_rgb=_rounded(np.exp(-smp.optical_density()), 4), edge_share=smp.edge_share,
                ramp_mm=smp.ramp_mm, inset_mm=smp.inset_mm,
                hair_fade='x clip((0.85 - hair density) / 0.5, 0, 1)',
                treated_area_cm2=round(dots.treated_cm2, 1), planned_dots=round(dots.planned),
                dots_on_head=dots.on_head, dots_in_view=dots_in_view)


def save_info(folder, info):
    """Writes info.json."""
    with open(os.path.join(folder, 'info.json'), 'w', encoding='utf-8') as file:
        json.dump(info, file, indent=1)
        file.write('\n')
