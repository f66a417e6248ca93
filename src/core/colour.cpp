#include "core/colour.h"

#include <array>
#include <cmath>
#include <numbers>

#include "core/code_table.h"

namespace stubble::core {
namespace {

struct Tables {
    std::array<float, 256> decode;
    CodeTable<4096> codes{1.0f, [](double code) { return linear_from_srgb((code + 0.5) / 255.0); }};
    Tables() {
        for (std::size_t i = 0; i < 256; ++i)
            decode[i] = static_cast<float>(linear_from_srgb(static_cast<double>(i) / 255.0));
    }
};

const Tables& tables() {
    static const Tables instance;
    return instance;
}

double lab_curve(double t) {
    return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

constexpr double white_x = 0.95047, white_z = 1.08883;
constexpr double degree = std::numbers::pi / 180.0;

double hue_deg(double b, double a) {
    const double h = std::atan2(b, a) / degree;
    return h < 0 ? h + 360.0 : h;
}

}  // namespace

double linear_from_srgb(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

double srgb_from_linear(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055;
}

float linear_from_srgb8(std::uint8_t value) {
    return tables().decode[value];
}

LinearRgb linear_from_srgb8(Rgb8 pixel) {
    const auto& decode = tables().decode;
    return {decode[pixel.r], decode[pixel.g], decode[pixel.b]};
}

std::uint8_t srgb8_from_linear(float value) {
    return tables().codes.code_of(value);
}

Rgb8 srgb8_from_linear(const LinearRgb& colour) {
    return {srgb8_from_linear(colour.x), srgb8_from_linear(colour.y), srgb8_from_linear(colour.z)};
}

float luminance(const LinearRgb& c) {
    return 0.2126f * c.x + 0.7152f * c.y + 0.0722f * c.z;
}

Lab lab_from_linear(const LinearRgb& c) {
    const double r = c.x, g = c.y, b = c.z;
    const double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white_x;
    const double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    const double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / white_z;
    const double fx = lab_curve(x), fy = lab_curve(y), fz = lab_curve(z);
    return {116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz)};
}

double delta_e_2000(const Lab& p, const Lab& q) {
    const double mean_chroma = (std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2.0;
    const double c7 = std::pow(mean_chroma, 7.0), k25 = std::pow(25.0, 7.0);
    const double g = 0.5 * (1.0 - std::sqrt(c7 / (c7 + k25)));
    const double a1 = p.a * (1.0 + g), a2 = q.a * (1.0 + g);
    const double c1 = std::hypot(a1, p.b), c2 = std::hypot(a2, q.b);
    const double h1 = hue_deg(p.b, a1), h2 = hue_deg(q.b, a2);
    const bool grey = c1 * c2 == 0.0;
    double dh = grey ? 0.0 : h2 - h1;
    if (dh > 180.0) dh -= 360.0;
    if (dh < -180.0) dh += 360.0;
    const double dL = q.L - p.L, dC = c2 - c1, dH = 2.0 * std::sqrt(c1 * c2) * std::sin(dh / 2.0 * degree);
    const double L = (p.L + q.L) / 2.0, C = (c1 + c2) / 2.0;
    double h = h1 + h2;
    if (!grey) h = std::abs(h1 - h2) <= 180.0 ? h / 2.0 : (h < 360.0 ? (h + 360.0) / 2.0 : (h - 360.0) / 2.0);
    const double t = 1.0 - 0.17 * std::cos((h - 30.0) * degree) + 0.24 * std::cos(2.0 * h * degree) +
                     0.32 * std::cos((3.0 * h + 6.0) * degree) - 0.20 * std::cos((4.0 * h - 63.0) * degree);
    const double l50 = (L - 50.0) * (L - 50.0), C7 = std::pow(C, 7.0);
    const double sl = 1.0 + 0.015 * l50 / std::sqrt(20.0 + l50), sc = 1.0 + 0.045 * C,
                 sh = 1.0 + 0.015 * C * t;
    const double turn = (h - 275.0) / 25.0;
    const double rt = -2.0 * std::sqrt(C7 / (C7 + k25)) * std::sin(60.0 * std::exp(-turn * turn) * degree);
    const double l = dL / sl, c = dC / sc, hh = dH / sh;
    return std::sqrt(l * l + c * c + hh * hh + rt * c * hh);
}

double individual_typology_angle_deg(const Lab& lab) {
    return std::atan2(lab.L - 50.0, lab.b) / degree;
}

}  // namespace stubble::core
