"""Renders a photo-like synthetic balding head, before and after SMP, with exact truth.

    blender -b --python make_head.py -- --view top --tone 2 --pat VI --out name

README.md describes the options and the files written. Units are millimetres; head
axes: x to the person's left, -y where the face points, z up, origin mid-cranium.
"""
import argparse
import os
import shutil
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import numpy as np

import truth
from camera import LENS_RADIUS_MM, VIEWS, Camera
from chart_texture import write_chart_texture
from develop import Developer
from facial_hair import grow_facial_hair
from hair import FollicleSites, ScalpHair
from head_mesh import HeadMesh
from lights import SKY_STRENGTH, add_lights, add_sky
from render import BeautyPicture, Renderer
from room import Room, add_clothes
from scalp_chart import BALD_AREA_MM, Scalp, scalp_share
from scene import add_hair, new_scene
from skin_material import TONES, SkinPainter, add_head, darkness
from smp import DotRenderer, Dots, SmpOptions

HAIR_LENGTH_MM = {'stubble': 1., 'short': 14.}
BEFORE_ONLY, AFTER_ONLY, BOTH = 0, 1, 2
# Apart from the seed itself, so that the person's looks do not repeat the draws for hair and dots.
LOOKS_SEED_OFFSET = 50021
JPEG_QUALITY = 92


def _add_person_options(parser):
    add = parser.add_argument
    add('--tone', default=2, type=int, choices=sorted(TONES), help='skin tone, 1 light .. 6 dark')
    add('--pat', default='VI', choices=['none', 'III'] + sorted(BALD_AREA_MM), help='Norwood pattern')
    add('--hair', default='stubble', choices=sorted(HAIR_LENGTH_MM))
    add('--len', default=0., type=float, help='hair length in mm; 0 = 1 (stubble) or 14 (short)')
    add('--seed', default=1, type=int)
    add('--age', default=1., type=float, help='amount of age spots, veins and blemishes')
    add('--shape', default=1, type=int, help='0 = average head, 1 = head shape by seed')


def _add_picture_options(parser):
    add = parser.add_argument
    add('--view', default='top', choices=sorted(VIEWS))
    add('--light', default='window', choices=sorted(SKY_STRENGTH))
    add('--res', default=1024, type=int, help='image width and height, px')
    add('--spp', default=32, type=int, help='samples per pixel')
    add('--zoom', default=1., type=float, help='multiplies the focal length')
    add('--turn', default=0., type=float, help='extra turn of the camera round the head, degrees')
    add('--roll', default=0., type=float, help='extra camera roll, degrees')


def _add_smp_options(parser):
    add = parser.add_argument
    add('--smp', default=BOTH, type=int, choices=[BEFORE_ONLY, AFTER_ONLY, BOTH],
        help='0 before only, 1 after only, 2 both')
    add('--smp-density', default=150., type=float, help='final dots per cm2 in the core')
    add('--smp-dot', default=.20, type=float, help='mean dot diameter, mm')
    add('--smp-dot-cv', default=.15, type=float, help='log-normal coefficient of variation of the diameter')
    add('--smp-soft', default=.03, type=float, help='softness of the dot edge, mm')
    add('--smp-strength', default=1., type=float, help='scales the optical density of the pigment')
    add('--smp-trans', default=[.26, .36, .41], type=float, nargs=3, metavar=('R', 'G', 'B'),
        help='transmittance at the dot centre')
    add('--smp-edge-share', default=.30, type=float, help='density at the hairline edge, share of the core')
    add('--smp-ramp', default=8., type=float, help='distance over which density rises to the core value, mm')
    add('--smp-inset', default=-1., type=float,
        help='new hairline behind the juvenile one, mm; -1 = by pattern')


def _add_run_options(parser):
    add = parser.add_argument
    add('--gt', default=1, type=int, help='0 = no truth files')
    add('--threads', default=2, type=int)
    add('--out', default='head', help='name of the output folder')
    add('--out-dir', default='out')
    add('--cache-dir', default='', help='default OUT_DIR/_cache')


def parse_options(arguments):
    """Options from the command line arguments after Blender's '--'."""
    parser = argparse.ArgumentParser(prog='make_head.py')
    for add_options in (_add_person_options, _add_picture_options, _add_smp_options, _add_run_options):
        add_options(parser)
    return parser.parse_args(arguments)


def smp_options(options):
    """The treatment that the command line asks for."""
    inset_mm = options.smp_inset
    if inset_mm < 0:
        inset_mm = 7. if options.pat in ('none', 'III') else 10.
    return SmpOptions(
        core_per_cm2=options.smp_density, edge_share=options.smp_edge_share, ramp_mm=options.smp_ramp,
        inset_mm=inset_mm, dot_mm=options.smp_dot, dot_cv=options.smp_dot_cv, softness_mm=options.smp_soft,
        strength=options.smp_strength, transmittance_rgb=options.smp_trans)


class HeadMaker:
    """Makes one head. The steps of `make` share two random generators and must keep their order:
    the same seed then gives the same head."""

    def __init__(self, options):
        self._options = options
        self._start_s = time.time()
        self._folder = os.path.abspath(os.path.join(options.out_dir, options.out))
        self._cache = os.path.abspath(options.cache_dir or os.path.join(options.out_dir, '_cache'))
        self._work = os.path.join(self._cache, '%s_%d' % (options.out, os.getpid()))
        self._hair_length_mm = options.len or HAIR_LENGTH_MM[options.hair]
        self._smp = smp_options(options)
        self._random = np.random.default_rng(options.seed)
        self._looks_random = np.random.default_rng(options.seed + LOOKS_SEED_OFFSET)
        for folder in (self._folder, self._cache, self._work):
            os.makedirs(folder, exist_ok=True)

    def make(self):
        """Writes all files of the head."""
        self._shape_head()
        self._grow_hair()
        self._build_scene()
        self._render()
        self._save_pictures()
        if self._options.gt:
            self._save_truth()
        shutil.rmtree(self._work)
        self._log('done')

    def _log(self, *words):
        print('[%.1fs]' % (time.time() - self._start_s), *words, flush=True)

    def _shape_head(self):
        options = self._options
        self._mesh = HeadMesh(os.path.join(self._cache, 'mesh.npz'), options.seed, bool(options.shape))
        shape = self._mesh.shape
        self._log('head %d: %.0f mm broad, %.0f mm long' % (options.seed, shape.breadth_mm, shape.length_mm))
        character = self._looks_random.normal(0, 1, 6)
        self._scalp = Scalp(shape, options.pat, options.seed, character, self._smp)
        self._on_scalp = scalp_share(self._mesh, self._scalp.hairline)

    def _grow_hair(self):
        self._sites = FollicleSites(self._mesh, self._scalp, self._on_scalp, self._random)
        count, per_cm2 = len(self._sites.positions_mm), self._sites.full_per_cm2
        self._log('%d follicle sites, %.0f per cm2' % (count, per_cm2))
        self._hair = ScalpHair(self._sites, self._scalp, self._mesh.shape.height_factor, self._options.hair,
                               self._hair_length_mm, self._random)
        self._strand_sets = self._hair.strand_sets + grow_facial_hair(self._mesh, self._scalp, self._random)
        self._log('strands', [len(strands.points_mm) for strands in self._strand_sets])

    def _build_scene(self):
        options, random = self._options, self._looks_random
        scene = new_scene()
        texture_file = os.path.join(self._work, 'chart.png')
        write_chart_texture(texture_file, self._scalp, self._hair)
        self._skin = SkinPainter(options, texture_file, random)
        add_head(self._mesh, self._on_scalp, self._skin.material)
        add_clothes(self._mesh, options.view, random)
        redness = .45 if options.tone < 3 else .2
        self._hair_object = add_hair(self._strand_sets, TONES[options.tone].melanin, redness)
        Room(random)
        add_sky(scene, options.light)
        self._camera = Camera(options, self._mesh, random)
        add_lights(options.light, options.view, self._camera, random)
        self._renderer = Renderer(scene, options, self._work)

    def _render(self):
        self._log('render')
        before_s = time.time()
        self._renderer.render()
        self._render_s = time.time() - before_s
        scatter = TONES[self._options.tone].scatter
        self._picture = BeautyPicture(self._renderer, scatter, self._camera.mm_per_px)

    def _save_pictures(self):
        options = self._options
        self._dots = None
        if options.smp != BEFORE_ONLY:
            self._dots = Dots(self._mesh, self._scalp, self._on_scalp, self._camera, self._random)
            self._log('%d dots on the head' % self._dots.on_head)
        developer = Developer(options.seed, options.res, darkness(options.tone), self._looks_random)
        developer.choose_exposure(self._picture)
        self._exposure = developer.exposure
        if options.smp != AFTER_ONLY:
            before = developer.develop(self._picture.colour)
            before.save(os.path.join(self._folder, 'before.png'), compress_level=7)
            before.save(os.path.join(self._folder, 'before.jpg'), quality=JPEG_QUALITY)
        if self._dots is not None:
            renderer = DotRenderer(self._dots, self._camera, self._smp, LENS_RADIUS_MM, self._random)
            absorbed = renderer.absorbed()
            after = developer.develop(self._picture.colour - self._picture.skin_diffuse * absorbed)
            after.save(os.path.join(self._folder, 'after.png'), compress_level=7)

    def _save_truth(self):
        self._hair_object.hide_render = True
        self._camera.use_pinhole()
        self._renderer.use_truth_sampling()
        self._skin.make_plain()
        self._renderer.render()
        maps = truth.TruthMaps(self._renderer, self._camera, self._scalp, self._picture.hair_share,
                               self._dots is not None)
        maps.save(self._folder, self._picture.hair_share)
        info = self._describe_head()
        if self._dots is not None:
            dots_in_view = truth.save_dots(self._folder, self._dots, self._camera)
            info['smp'] = truth.describe_smp(self._smp, self._dots, dots_in_view)
        info['label_share'] = maps.label_shares()
        info['time_s'] = dict(render=round(self._render_s, 1), total=round(time.time() - self._start_s, 1))
        truth.save_info(self._folder, info)

    def _describe_head(self):
        """info.json up to the SMP part."""
        options, shape, sites = self._options, self._mesh.shape, self._sites
        return dict(
            generator='make_head.py', name=options.out, view=options.view, norwood=options.pat,
            tone=options.tone, skin_srgb=list(TONES[options.tone].srgb),
            seed=options.seed, light=options.light,
            hair=dict(style=options.hair, length_mm=self._hair_length_mm,
                      full_density_fu_per_cm2=round(sites.full_per_cm2, 1)),
            image=dict(width=options.res, height=options.res, samples_per_px=options.spp),
            head=dict(breadth_mm=round(shape.breadth_mm, 1), length_mm=round(shape.length_mm, 1),
                      scalp_area_cm2=round(sites.area_cm2, 1)),
            **truth.describe_camera(self._camera, LENS_RADIUS_MM, self._exposure),
            vertex=truth.describe_vertex(self._mesh, self._camera),
            eyes=truth.describe_eyes(self._mesh, self._camera))


if __name__ == '__main__':
    HeadMaker(parse_options(sys.argv[sys.argv.index('--') + 1:] if '--' in sys.argv else [])).make()
