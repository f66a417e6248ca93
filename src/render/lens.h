// What blurs and sharpens a dot, worked out from what edges in the photo show.
#pragma once

namespace stubble::render {

struct Lens {
    double blur_sigma_px = 0.7;  // of lens, pixel and processing together, before sharpening
    double sharpening = 0.0;     // of the camera: unsharp mask share
};

// `edge_sigma_px`: standard deviation of the Gaussian as steep as the photo's sharpest edges, its slope taken
// between the two neighbours of a pixel and its variance less the pixel's own 1/12. `overshoot` is the share
// by which such edges overshoot; it is too much a matter of noise and texture to say how much a camera
// sharpens, but without any the camera does not, and the blur is taken as it is. Edges steeper than the least
// blur can make are the sharpening's doing.
Lens lens_behind_edges(double edge_sigma_px, double overshoot);

}  // namespace stubble::render
