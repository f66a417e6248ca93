"""The scalp's own coordinates, the hair that still grows there, and the pigment plan.

The chart is azimuthal-equidistant, seen from a point inside the cranium:
polar_deg is the angle from the vertex, azimuth_rad the direction round it.
"""
import numpy as np

from noise import fractal_noise, sigmoid, smoothstep

CENTRE_MM = np.array([0, 5., -10.])
RADIUS_DEG = 155.
NOMINAL_MM_PER_DEG = 1.6
# The juvenile hairline, left half, on the average head: forehead, temple, sideburn, round the ear, nape.
HAIRLINE_MM = np.array([
    [0, -88, 52], [17, -86.5, 51], [33, -80.5, 48], [45, -74, 42], [53, -68, 34], [58, -64, 25],
    [62, -60, 15], [66, -55, 4], [70, -45, -12], [72, -28, -38], [73, -13, -58], [75, -3, -40], [76, 8, -26],
    [76, 22, -24], [74, 38, -42], [66, 50, -78], [45, 70, -108], [20, 79, -112], [0, 81, -114]], float)
# Half width, centre and length of the bald area in nominal mm.
BALD_AREA_MM = {'V': (54, -34, 104), 'VI': (66, -32, 116), 'VII': (77, -28, 134)}
# Where the hairline lies further from the vertex than this it borders ears, sideburns or nape.
SIDE_POLAR_DEG = 86


class ChartPoints:
    """Points (N, 3) in chart coordinates: polar_deg, azimuth_rad, radius_mm, all (N,)."""

    def __init__(self, polar_deg, azimuth_rad, radius_mm):
        self.polar_deg, self.azimuth_rad, self.radius_mm = polar_deg, azimuth_rad, radius_mm

    @classmethod
    def of(cls, points_mm):
        """Chart coordinates of points on or near the head."""
        offset = points_mm - CENTRE_MM
        radius_mm = np.linalg.norm(offset, axis=1)
        cosine = np.clip(offset[:, 2] / np.maximum(radius_mm, 1e-6), -1, 1)
        return cls(np.degrees(np.arccos(cosine)), np.arctan2(offset[:, 1], offset[:, 0]), radius_mm)

    def flat_mm(self):
        """x and y on the flat chart, in nominal mm."""
        reach_mm = self.polar_deg * NOMINAL_MM_PER_DEG
        return reach_mm * np.cos(self.azimuth_rad), reach_mm * np.sin(self.azimuth_rad)

    def uv(self):
        """Texture coordinates (N, 2) of the chart, 0..1."""
        flat_deg = np.c_[self.polar_deg * np.cos(self.azimuth_rad), self.polar_deg * np.sin(self.azimuth_rad)]
        return flat_deg / (2 * RADIUS_DEG) + .5


class Hairline:
    """The juvenile hairline of one person, as polar angle over azimuth."""

    def __init__(self, shape):
        """shape: the person's HeadShape."""
        outline = shape(np.concatenate([HAIRLINE_MM, HAIRLINE_MM[1:-1] * [-1, 1, 1]]))
        line = ChartPoints.of(outline)
        order = np.argsort(line.azimuth_rad)
        azimuth, polar = line.azimuth_rad[order], line.polar_deg[order]
        self._azimuth_rad = np.r_[azimuth[-3:] - 2 * np.pi, azimuth, azimuth[:3] + 2 * np.pi]
        self._polar_deg = np.r_[polar[-3:], polar, polar[:3]]

    def polar_deg(self, azimuth_rad):
        """Polar angle of the hairline in each direction (N,)."""
        return np.interp(azimuth_rad, self._azimuth_rad, self._polar_deg)

    def inside_mm(self, points):
        """Distance (N,) of ChartPoints inside the hairline along the chart's radius; negative outside."""
        return (self.polar_deg(points.azimuth_rad) - points.polar_deg) * np.radians(1) * points.radius_mm


class Scalp:
    """Where hair grows and where pigment is planned on one person's scalp.

    character (6,) are the standard-normal draws that vary the loss pattern; other
    modules use it too, so that one person's features hang together. noise_seed is
    the first seed of the person's noise fields.
    """

    def __init__(self, shape, pattern, seed, character, smp):
        """pattern: Norwood name or 'none'; smp: the SmpOptions."""
        self.hairline = Hairline(shape)
        self.pattern, self.character, self.smp = pattern, character, smp
        self.noise_seed = 100 + 7 * seed

    def _loss_by_recession(self, x, y, inside_mm, rough):
        """Norwood III: deep corners beside a forelock, slight thinning of crown and mid-scalp."""
        character = self.character
        axis_x, apex_y = 51 + 2 * character[0], -36 + 3 * character[1]
        ellipse = np.sqrt(((np.abs(x) - axis_x) / (23 + 1.5 * character[2])) ** 2
                          + np.clip((y + 100) / (100 + apex_y), 0, None) ** 2)
        corner_mm = (1 - ellipse) * 24
        # A narrow band crosses the midline too: the forelock starts further back than the juvenile line.
        band_mm = 9 + 3 * character[3] - inside_mm - .10 * np.maximum(0, 40 - np.abs(x))
        bald_mm = np.maximum(corner_mm, band_mm)
        bald_mm = np.where((y > -20) | (np.abs(x) > 74), np.minimum(bald_mm, -8), bald_mm)
        loss = .985 * sigmoid((bald_mm + rough * .6) / 3.)
        crown = .36 * np.exp(-(x ** 2 + (y - 50) ** 2) / 34. ** 2)
        mid_scalp = .20 * np.exp(-(x / 42) ** 2) * np.exp(-((y + 45) / 40) ** 2)
        return np.maximum(np.maximum(loss, crown), mid_scalp)

    def _loss_by_bald_area(self, x, y, rough):
        """Norwood V to VII: one bald area from forehead to crown."""
        character = self.character
        half_width, centre_y, half_length = BALD_AREA_MM[self.pattern]
        half_width = half_width + 2.5 * character[0]
        half_length = half_length + 4 * character[1]
        across = np.abs(x) / half_width
        level = (across ** 2.5 + (np.abs(y - centre_y) / half_length) ** 2.5) ** (1 / 2.5)
        level = np.where(y < centre_y, np.minimum(level, across), level)  # open towards the forehead
        bald_mm = (1 - level) * half_width
        if self.pattern == 'VII':  # the horseshoe that is left starts low, behind the temples
            bald_mm = np.maximum(bald_mm, 14 - .5 * np.hypot(np.abs(x) - 78, y + 70))
        loss = sigmoid((bald_mm + rough) / 4.5)
        completeness = .965 + .03 * fractal_noise(np.c_[x, y, 0 * x], 30, 2, self.noise_seed + 41)
        if self.pattern == 'V':
            bridge = .46 * np.exp(-((y - 8 - 4 * character[2]) / 16.) ** 2)
            forelock = .24 * np.exp(-(x / 24) ** 2) * np.exp(-((y + 74) / 20) ** 2)
            completeness = completeness - bridge - forelock
        if self.pattern == 'VII':
            loss = np.maximum(loss, .30)
        return loss * np.clip(completeness, 0, 1)

    def hair_density(self, points):
        """Density (N,) of terminal follicular units at ChartPoints, as a share of full density."""
        x, y = points.flat_mm()
        flat = np.c_[x, y, 0 * x]
        inside_mm = self.hairline.inside_mm(points)
        rough = (fractal_noise(flat, 26, 3, self.noise_seed + 31) * 7
                 + fractal_noise(flat, 7, 2, self.noise_seed + 37) * 3)
        juvenile = sigmoid((inside_mm - 4 + .5 * rough) / 2.6)
        if self.pattern == 'none':
            loss = np.zeros_like(x)
        elif self.pattern == 'III':
            loss = self._loss_by_recession(x, y, inside_mm, rough)
        else:
            loss = self._loss_by_bald_area(x, y, rough)
        unevenness = .95 + .09 * fractal_noise(flat, 14, 2, self.noise_seed + 43)
        return np.clip(juvenile * (1 - loss) * unevenness, 0, 1)

    def planned_dots_per_cm2(self, points, density):
        """Pigment plan (N,) at ChartPoints whose hair density is `density` (N,)."""
        smp = self.smp
        x, y = points.flat_mm()
        inside_mm = self.hairline.inside_mm(points)
        # Set further back at the temples, so that a soft corner stays.
        corner_mm = 9 * np.exp(-((np.abs(x) - 56) / 15) ** 2) * (y < -10)
        wobble_mm = 1.6 * fractal_noise(np.c_[x, y, 0 * x], 9, 2, self.noise_seed + 71)
        behind_mm = inside_mm - smp.inset_mm - corner_mm + wobble_mm
        rise = smp.edge_share + (1 - smp.edge_share) * np.clip(behind_mm / smp.ramp_mm, 0, 1)
        ramp = np.where(behind_mm > 0, rise, 0)
        beside_ear_or_nape = self.hairline.polar_deg(points.azimuth_rad) > SIDE_POLAR_DEG
        side = np.where(beside_ear_or_nape, smoothstep(14, 30, inside_mm), 1)
        return smp.core_per_cm2 * ramp * side * np.clip((.85 - density) / .5, 0, 1)


def scalp_share(mesh, hairline):
    """1 on the scalp, 0 off it, per vertex (N,) of a HeadMesh, with a soft edge; never on the ears."""
    points = ChartPoints.of(mesh.vertices_mm)
    share = sigmoid(hairline.inside_mm(points) / .35) * (points.polar_deg < RADIUS_DEG - 4)
    share = share * sigmoid((1.6 - mesh.above_head_mm) / .15)
    # The flag grows by two rings of quads, so that the ear's root carries no hair either.
    ear = (mesh.above_head_mm > 1.2).astype(float)
    for _ in range(2):
        quad_has_ear = ear[mesh.quads].max(1)
        np.maximum.at(ear, mesh.quads.ravel(), np.repeat(quad_has_ear, 4))
    return share * (1 - ear)
