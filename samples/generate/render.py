"""Rendering the passes, and light scattering in the skin."""
import os

import bpy
import numpy as np

COLOUR_PASSES = ('Image', 'Position', 'Normal', 'DiffDir', 'DiffInd', 'DiffCol')
MASK_PASSES = ('scalp', 'hair', 'skin')
# Per colour channel: shares and widths (mm, for scatter 1) of the light that skin spreads sideways.
SCATTER_MM = (((.55, .75), (.45, 2.3)), ((.75, .45), (.25, 1.3)), ((.9, .32), (.1, .9)))
SMALLEST_BLUR_PX = .55
LEAST_SKIN = .02


class Renderer:
    """Renders the scene's passes into files in work_dir and reads them back as arrays."""

    def __init__(self, scene, options, work_dir):
        self._scene, self._side_px, self._work_dir = scene, options.res, work_dir
        self._set_up_picture(options)
        self._set_up_sampling(options)
        self._set_up_passes()

    def _set_up_picture(self, options):
        render = self._scene.render
        render.resolution_x = render.resolution_y = options.res
        render.resolution_percentage = 100
        render.threads_mode = 'FIXED'
        render.threads = options.threads
        render.use_persistent_data = True
        self._scene.view_settings.view_transform = 'Raw'

    def _set_up_sampling(self, options):
        """Few bounces and no denoiser: real sensor noise hides render noise, a denoiser would hide pores."""
        cycles = self._scene.cycles
        cycles.samples, cycles.seed = options.spp, options.seed
        cycles.use_denoising = False
        cycles.use_adaptive_sampling = True
        cycles.adaptive_threshold = .025
        cycles.adaptive_min_samples = max(8, options.spp // 2)
        cycles.max_bounces = 3
        cycles.diffuse_bounces = cycles.glossy_bounces = 1
        cycles.transmission_bounces = 2
        cycles.sample_clamp_indirect = 4
        cycles.pixel_filter_type, cycles.filter_width = 'BLACKMAN_HARRIS', 1.5
        cycles.caustics_reflective = False

    def _set_up_passes(self):
        """One float file per pass."""
        layer = self._scene.view_layers[0]
        for name in MASK_PASSES:
            mask = layer.aovs.add()
            mask.name, mask.type = name, 'VALUE'
        for name in ('diffuse_direct', 'diffuse_indirect', 'diffuse_color', 'position', 'normal'):
            setattr(layer, 'use_pass_' + name, True)
        self._scene.use_nodes = True
        tree = self._scene.node_tree
        tree.nodes.clear()
        source = tree.nodes.new('CompositorNodeRLayers')
        tree.links.new(source.outputs['Image'], tree.nodes.new('CompositorNodeComposite').inputs[0])
        files = tree.nodes.new('CompositorNodeOutputFile')
        files.format.file_format, files.format.color_depth = 'OPEN_EXR', '32'
        files.format.color_mode, files.format.exr_codec = 'RGBA', 'NONE'
        files.base_path = self._work_dir
        files.file_slots.clear()
        for name in COLOUR_PASSES + MASK_PASSES:
            files.file_slots.new(name + '_')
            tree.links.new(source.outputs[name], files.inputs[-1])

    def use_truth_sampling(self):
        """Few samples, box filter, no light: for geometry and mask passes."""
        cycles = self._scene.cycles
        cycles.samples, cycles.max_bounces = 4, 0
        cycles.use_adaptive_sampling = False
        cycles.pixel_filter_type, cycles.filter_width = 'BOX', 1.

    def render(self):
        bpy.ops.render.render(write_still=False)

    def colour_pass(self, name):
        """One of COLOUR_PASSES of the last render as float64 (side_px, side_px, 3), top row first."""
        return self._read(name)[..., :3].astype(float)

    def mask_pass(self, name):
        """One of MASK_PASSES of the last render as float32 (side_px, side_px)."""
        return self._read(name)[..., 0].copy()

    def _read(self, name):
        file_name = os.path.join(self._work_dir, name + '_0001.exr')
        image = bpy.data.images.load(file_name, check_existing=False)
        image.colorspace_settings.name = 'Non-Color'
        pixels = np.empty(self._side_px * self._side_px * 4, np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
        return pixels.reshape(self._side_px, self._side_px, 4)[::-1]


def _gaussian_blur(plane, sigma_px):
    """A square plane blurred in the frequency domain; mirrored at the border."""
    side = plane.shape[0]
    border = int(min(side, 6 * sigma_px + 8))
    padded = np.pad(plane, border, mode='symmetric')
    frequency_x, frequency_y = np.fft.rfftfreq(padded.shape[0]), np.fft.fftfreq(padded.shape[0])
    response = np.exp(-2 * (np.pi * sigma_px) ** 2 * (frequency_x[None] ** 2 + frequency_y[:, None] ** 2))
    blurred = np.fft.irfft2(np.fft.rfft2(padded) * response, padded.shape)
    return blurred[border:border + side, border:border + side]


class BeautyPicture:
    """Linear colour of the lit scene.

    colour (H, W, 3); skin_diffuse (H, W, 3), the part of it that pigment can darken;
    skin_share and hair_share (H, W), 0..1 per pixel.
    """

    def __init__(self, renderer, scatter, mm_per_px):
        """scatter: how far light spreads in this skin, 1 = as in SCATTER_MM."""
        rendered = renderer.colour_pass('Image')
        light = renderer.colour_pass('DiffDir') + renderer.colour_pass('DiffInd')
        albedo = renderer.colour_pass('DiffCol')
        self.skin_share = np.clip(renderer.mask_pass('skin'), 0, 1).astype(float)
        self.hair_share = np.clip(renderer.mask_pass('hair'), 0, 1)
        diffuse = _scattered(light, albedo, self.skin_share, scatter / mm_per_px)
        share = np.where(self.skin_share > LEAST_SKIN, self.skin_share, 0)[..., None]
        self.colour = np.maximum(rendered + share * (diffuse - light * albedo), 0)
        self.skin_diffuse = share * diffuse


def _scattered(light, albedo, skin_share, px_per_scatter_mm):
    """Diffuse colour (H, W, 3) after the light, not the skin colour, has spread; red spreads widest."""
    diffuse = np.zeros_like(light)
    on_skin = skin_share > LEAST_SKIN
    for channel, lobes in enumerate(SCATTER_MM):
        weight = skin_share * np.maximum(albedo[..., channel], 1e-4)
        spread = 0
        for share, width_mm in lobes:
            sigma_px = max(width_mm * px_per_scatter_mm, SMALLEST_BLUR_PX)
            blurred = _gaussian_blur(light[..., channel] * weight, sigma_px)
            spread = spread + share * blurred / np.maximum(_gaussian_blur(weight, sigma_px), 1e-5)
        diffuse[..., channel] = np.where(on_skin, spread, light[..., channel]) * albedo[..., channel]
    return diffuse
