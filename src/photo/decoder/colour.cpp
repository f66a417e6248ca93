#include "photo/decoder/colour.h"

#include <utility>
#include <vector>

#include "photo/srgb_probe.h"

namespace stubble::photo {
namespace {

// Alpha over white, before any colour conversion, so that one rule serves all colour models.
OwnedImage flattened(OwnedImage image) {
    if (!vips_image_hasalpha(image.get())) return image;
    const bool ink = image->Type == VIPS_INTERPRETATION_CMYK;
    const bool wide = image->Type == VIPS_INTERPRETATION_RGB16 || image->Type == VIPS_INTERPRETATION_GREY16;
    const std::vector<double> white(static_cast<std::size_t>(image->Bands - 1), ink    ? 0.0
                                                                                : wide ? 65535.0
                                                                                       : 255.0);
    VipsArrayDouble* background = vips_array_double_new(white.data(), static_cast<int>(white.size()));
    VipsImage* flat = nullptr;
    const int failed = vips_flatten(image.get(), &flat, "background", background, nullptr);
    vips_area_unref(VIPS_AREA(background));
    return result(failed, flat);
}

OwnedImage through_profile(const OwnedImage& image) {
    VipsImage* converted = nullptr;
    const int failed = vips_icc_transform(image.get(), &converted, "srgb", "embedded", TRUE, "intent",
                                          VIPS_INTENT_RELATIVE, "depth", 8, nullptr);
    return OwnedImage(failed ? nullptr : converted);
}

std::span<const std::uint8_t> profile_of(const VipsImage* image) {
    const void* data = nullptr;
    std::size_t size = 0;
    if (!vips_image_get_typeof(image, VIPS_META_ICC_NAME) ||
        vips_image_get_blob(image, VIPS_META_ICC_NAME, &data, &size))
        return {};
    return {static_cast<const std::uint8_t*>(data), size};
}

// True when the profile moves no probe colour by more than one code: then 12 million pixels
// need not go through it.
bool same_as_srgb(const VipsImage* image, std::span<const std::uint8_t> profile) {
    if (image->Bands != 3 || image->BandFmt != VIPS_FORMAT_UCHAR) return false;
    const std::vector<std::uint8_t> cube = probe_colours();
    const OwnedImage probe(vips_image_new_from_memory(cube.data(), cube.size(), probe_side * probe_side,
                                                      probe_side, 3, VIPS_FORMAT_UCHAR));
    vips_image_set_blob_copy(probe.get(), VIPS_META_ICC_NAME, profile.data(), profile.size());
    probe->Type = VIPS_INTERPRETATION_sRGB;
    const OwnedImage seen = through_profile(probe);
    if (!seen || seen->Bands != 3) return false;
    std::size_t size = 0;
    const std::unique_ptr<void, decltype(&g_free)> codes(vips_image_write_to_memory(seen.get(), &size),
                                                         g_free);
    return codes && nearly_equal(cube, {static_cast<const std::uint8_t*>(codes.get()), size});
}

}  // namespace

Coloured in_srgb(OwnedImage image) {
    image = flattened(std::move(image));
    std::string warning;
    const std::span<const std::uint8_t> profile = profile_of(image.get());
    if (!profile.empty() && !vips_icc_is_compatible_profile(image.get(), profile.data(), profile.size())) {
        // Grey photos with the profile of a colour space are common and lose nothing.
        if (image->Bands >= 3)
            warning = "the photo's colour profile cannot be used; colours may be slightly off";
    } else if (!profile.empty() && !same_as_srgb(image.get(), profile)) {
        image = through_profile(image);
        if (!image) throw damaged();
    }
    VipsImage *rgb = nullptr, *three = nullptr, *bytes = nullptr;
    image = result(vips_colourspace(image.get(), &rgb, VIPS_INTERPRETATION_sRGB, nullptr), rgb);
    if (image->Bands < 3)
        throw Refusal("its colour model is not supported; save it again as RGB JPEG or PNG");
    image = result(vips_extract_band(image.get(), &three, 0, "n", 3, nullptr), three);
    image = result(vips_cast(image.get(), &bytes, VIPS_FORMAT_UCHAR, nullptr), bytes);
    return {std::move(image), warning};
}

}  // namespace stubble::photo
