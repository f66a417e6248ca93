"""Hair of the scalp: follicle sites, terminal hair and vellus hair as polylines."""
from dataclasses import dataclass

import numpy as np

from head_mesh import thin_out
from noise import project_to_tangent, turn_in_plane, value_noise
from scalp_chart import ChartPoints

SITES_PER_MM2 = 6.
SITE_DISTANCE_MM = .80
ROOT_DEPTH_MM = .15
TAPERED_TIP = .45
VELLUS_SHARE = .22
SHORT_HAIR = 'short'


@dataclass
class Strands:
    """Hairs of one kind: points_mm (N, K, 3) from root to tip, radii_mm (N, K)."""
    points_mm: np.ndarray
    radii_mm: np.ndarray


@dataclass
class StrandStyle:
    """How hairs of one kind bend.

    curl is the spread of their sideways and upward drift in radians, points_each the
    points per hair, bend the share of the lift that is lost towards the tip.
    """
    curl: float
    points_each: int
    bend: float = 0.
    tapered: bool = False


@dataclass
class Roots:
    """Where hairs leave the skin: positions_mm, unit normals and unit combing directions, all (N, 3)."""
    positions_mm: np.ndarray
    normals: np.ndarray
    directions: np.ndarray


def grow(roots, lengths_mm, lifts_rad, radii_mm, style, random):
    """Strands from `roots`; lengths_mm, lifts_rad and radii_mm are (N,), one per hair."""
    count, points_each = len(roots.positions_mm), style.points_each
    across = np.cross(roots.normals, roots.directions)
    along = np.linspace(0, 1, points_each)
    tip = roots.positions_mm - roots.normals * ROOT_DEPTH_MM
    points_mm = np.zeros((count, points_each, 3))
    points_mm[:, 0] = tip
    sideways = random.normal(0, 1, count) * style.curl
    upward = random.normal(0, 1, count) * style.curl
    step_mm = (lengths_mm / (points_each - 1))[:, None]
    for number in range(1, points_each):
        lift = lifts_rad * (1 - style.bend * along[number]) + upward * along[number]
        turn = sideways * along[number]
        flat = roots.directions * np.cos(turn)[:, None] + across * np.sin(turn)[:, None]
        tip = tip + (flat * np.cos(lift)[:, None] + roots.normals * np.sin(lift)[:, None]) * step_mm
        points_mm[:, number] = tip
    profile = np.ones(points_each)
    if style.tapered:
        profile[-1] = TAPERED_TIP
    return Strands(points_mm, radii_mm[:, None] * profile[None])


class FollicleSites:
    """Places where a follicular unit can stand, whether or not it still grows hair.

    positions_mm, normals (N, 3); on_scalp (N,) the scalp share; density (N,) the chance
    that the unit is alive; area_cm2 of the scalp; full_per_cm2 the density of sites.
    """

    def __init__(self, mesh, scalp, on_scalp, random):
        """on_scalp: scalp share per vertex of `mesh`."""
        triangles = mesh.triangles[on_scalp[mesh.triangles].max(1) > .02]
        points = mesh.sample(triangles, SITES_PER_MM2, random)
        kept = thin_out(points.positions_mm, SITE_DISTANCE_MM)
        self.positions_mm, self.normals = points.positions_mm[kept], points.normals[kept]
        self.on_scalp = points.blend(on_scalp)[kept]
        self.density = scalp.hair_density(ChartPoints.of(self.positions_mm)) * self.on_scalp
        self.area_cm2 = float(mesh.areas_mm2(triangles).sum() / 100)
        self.full_per_cm2 = len(self.positions_mm) / self.area_cm2


def combing_directions(points_mm, normals, scalp, height_factor):
    """Unit directions (N, 3) in which hair lies: a whorl at the crown, falling on the sides."""
    character = scalp.character
    whorl_mm = np.array([9. * np.sign(character[4] + 1.2) + 3 * character[5], 52, 78]) * [1, 1, height_factor]
    distance_mm = np.linalg.norm(points_mm - whorl_mm, axis=1)
    outward = project_to_tangent(points_mm - whorl_mm, normals)
    swirl_deg = 18 + 52 * np.exp(-distance_mm / 38) + 16 * value_noise(points_mm, 34, scalp.noise_seed + 51)
    swirled = turn_in_plane(outward, normals, np.radians(swirl_deg))
    fall = np.clip((-points_mm[:, 2] + 35) / 60, 0, 1)[:, None] * np.array([0, -.25, -.9])
    return project_to_tangent(swirled + fall, normals)


class ScalpHair:
    """All hair of the scalp.

    strand_sets: Strands of terminal and vellus hair. roots_mm (H, 3) and radii_mm (H,)
    of the terminal hairs, for the follicle openings painted on the skin.
    """

    def __init__(self, sites, scalp, height_factor, style, length_mm, random):
        """style: 'stubble' or 'short'; length_mm: the mean length of terminal hair."""
        self._sites, self._random, self._style = sites, random, style
        self._directions = combing_directions(sites.positions_mm, sites.normals, scalp, height_factor)
        alive = random.random(len(sites.positions_mm)) < sites.density
        unit_of_hair = self._units_of_hairs(alive)
        terminal = self._grow_terminal(unit_of_hair, length_mm)
        self.strand_sets = [terminal, self._grow_vellus()]

    def _units_of_hairs(self, alive):
        """For every terminal hair the number of its follicular unit; thin areas have small units."""
        random, density = self._random, self._sites.density
        hairs = random.choice([1, 2, 3, 4], len(density), p=[.22, .46, .26, .06])
        hairs = np.where(density < .55, np.minimum(hairs, random.choice([1, 2], len(density))), hairs)
        living = np.where(alive)[0]
        return np.repeat(living, hairs[living])

    def _grow_terminal(self, unit_of_hair, length_mm):
        """Strands of terminal hair; sets roots_mm and radii_mm."""
        random, sites, count = self._random, self._sites, len(unit_of_hair)
        normals, density = sites.normals[unit_of_hair], sites.density[unit_of_hair]
        jitter = random.normal(0, .11, (count, 3))
        in_plane = jitter - normals * (jitter * normals).sum(1, keepdims=True)
        self.roots_mm = sites.positions_mm[unit_of_hair] + in_plane
        turn = random.normal(0, .20, len(sites.density))[unit_of_hair] + random.normal(0, .12, count)
        directions = turn_in_plane(self._directions[unit_of_hair], normals, turn)
        # Hair is miniaturised where it is thinning.
        vigour = np.clip(.45 + .6 * density + random.normal(0, .1, count), .35, 1.1)
        self.radii_mm = .036 * vigour * random.normal(1, .12, count).clip(.7, 1.4)
        roots = Roots(self.roots_mm, normals, directions)
        if self._style == SHORT_HAIR:
            height_share = np.clip((self.roots_mm[:, 2] + 95) / 110, 0, 1)
            lengths_mm = (length_mm * (.35 + .65 * height_share) * random.normal(1, .16, count).clip(.5, 1.5)
                          * np.clip(vigour, .55, 1))
            lifts_rad, style = random.normal(.62, .13, count), StrandStyle(.22, 6, .75, True)
        else:
            lengths_mm = length_mm * random.normal(1, .16, count).clip(.5, 1.6) * np.clip(vigour, .6, 1)
            lifts_rad, style = random.normal(.75, .14, count), StrandStyle(.08, 3, .2)
        return grow(roots, lengths_mm, lifts_rad, self.radii_mm, style, random)

    def _grow_vellus(self):
        """Fine, short hairs on the bald scalp."""
        random, sites = self._random, self._sites
        bald = (sites.density < .6) & (sites.on_scalp > .5)
        chosen = np.where(bald & (random.random(len(bald)) < VELLUS_SHARE))[0]
        roots = Roots(sites.positions_mm[chosen], sites.normals[chosen], self._directions[chosen])
        lengths_mm = random.uniform(.5, 2.2, len(chosen)) * (2. if self._style == SHORT_HAIR else 1)
        lifts_rad = random.normal(.5, .2, len(chosen))
        return grow(roots, lengths_mm, lifts_rad, np.full(len(chosen), .009), StrandStyle(.4, 4, .4), random)
