#version 330 core
// render::compose and render::Grain, pixel by pixel.
uniform sampler2D photo;     // this tile, sRGB codes
uniform sampler2D left;      // this tile: what the layers leave of the diffuse light, and redness
uniform sampler2D masked;    // the same under the blur of the camera's mask
uniform sampler2D codes;     // by code: scene light, noise, response to light, noise over response
uniform sampler2D specular, covered;
uniform vec2 map_scales;     // of those two: map pixels per photo pixel, 0 for an empty map
uniform vec2 tile_origin;
uniform vec3 redness_density, highlight_colour;
uniform float surface_reflection;
uniform float sharpening;
uniform int fine_colour;
uniform vec2 shoulder;       // strength, scene light of white
uniform int has_noise;
uniform int seed;
uniform float near_white_from; // code from which a pixel nears white
uniform vec3 skin_codes_per_luma;
uniform float colour_regained; // 0 where the skin's colour is not known
out vec4 colour;

const float most_reflected = 2.5, codes_too_blue = 20.0;
const vec3 luma = vec3(0.299, 0.587, 0.114), luminance = vec3(0.2126, 0.7152, 0.0722);

#include "map.glsl"

float code_from_scene(float scene) {
    if (!(scene > 0.0)) return 0.0;
    float linear = min((1.0 - exp(-shoulder.x * scene)) / (1.0 - exp(-shoulder.x * shoulder.y)), 1.0);
    float encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1.0 / 2.4) - 0.055;
    return 255.0 * encoded;
}

uint mixed(uint v) {
    v ^= v >> 16;
    v *= 0x7feb352du;
    v ^= v >> 15;
    v *= 0x846ca68bu;
    return v ^ (v >> 16);
}

float white(ivec2 p) {
    uint v = mixed(uint(seed) ^ mixed(uint(p.x) * 0x9e3779b9u + uint(p.y)));
    uint sum = (v & 255u) + ((v >> 8) & 255u) + ((v >> 16) & 255u) + (v >> 24);
    return (float(sum) - 510.0) * (1.0 / 147.8);
}

vec4 at_code(float code) {
    float inside = clamp(code, 0.0, 254.999);
    int below = int(inside);
    return mix(texelFetch(codes, ivec2(below, 0), 0), texelFetch(codes, ivec2(below + 1, 0), 0),
               inside - float(below));
}

float grain(vec3 changed, vec3 original) {
    float before = dot(original, luma), after = dot(changed, luma);
    vec4 here = at_code(after);
    float wanted = here.g, kept = here.b * at_code(before).a;
    if (!(wanted > kept && after < before)) return 0.0;
    float set_in = min(before - after, 1.0);
    ivec2 p = ivec2(gl_FragCoord.xy) + ivec2(tile_origin);
    float noise = (white(p) + 0.5 * (white(p + ivec2(1, 0)) + white(p + ivec2(0, 1)))) * 0.81649658;
    return set_in * sqrt(wanted * wanted - kept * kept) * noise;
}

vec3 codes_from_scene(vec3 scene) {
    return vec3(code_from_scene(scene.r), code_from_scene(scene.g), code_from_scene(scene.b));
}

// Codes of light that can be darkened under a highlight that cannot.
vec3 developed(vec3 highlight, vec3 diffuse, vec3 shows, float open) {
    return codes_from_scene(highlight + diffuse * (1.0 - open * (1.0 - shows)));
}

// render::keep_colour: near white pixels keep the photo's colour, darken as those of their luminance do, and
// regain some of the skin's colour.
vec3 shown(vec3 original, vec3 highlight, vec3 diffuse, vec3 shows, float open) {
    vec3 plain = developed(highlight, diffuse, shows, open);
    float near_white = smoothstep(near_white_from, 255.0, max(max(original.r, original.g), original.b));
    if (near_white == 0.0) return plain;
    vec3 light = highlight + diffuse;
    float level = dot(light, luminance);
    vec3 left_share = (highlight + diffuse * (1.0 - open * (1.0 - shows))) / max(light, vec3(1e-6));
    vec3 kept = original * codes_from_scene(level * left_share) / max(code_from_scene(level), 1e-3);
    float regained = clamp(colour_regained * (1.0 - dot(kept, luma) / max(dot(original, luma), 1e-3)), 0.0, 1.0) *
                     clamp(1.0 + (original.r - original.b) / codes_too_blue, 0.0, 1.0);
    return mix(plain, mix(kept, skin_codes_per_luma * dot(kept, luma), regained), near_white);
}

vec3 treated(vec3 original, vec3 light, vec4 plain_left, vec4 masked_left, vec2 position) {
    vec3 red = pow(vec3(10.0), -redness_density * plain_left.a);
    float open = 1.0 - at(covered, map_scales.y, position);
    vec3 share = at(specular, map_scales.x, position) * highlight_colour + surface_reflection;
    vec3 highlight = min(dot(light, luminance) * share, light * min(share * most_reflected, vec3(1.0)));
    vec3 plain = shown(original, highlight, light - highlight, plain_left.rgb * red, open);
    if (plain_left == masked_left) return plain;
    vec3 soft = shown(original, highlight, light - highlight, masked_left.rgb * red, open);
    float edge = dot(plain - soft, luma);
    return fine_colour == 1 ? plain + sharpening * edge : soft + (1.0 + sharpening) * edge;
}

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy);
    vec3 stored = texelFetch(photo, here, 0).rgb;
    colour = vec4(stored, 1.0);
    vec2 position = gl_FragCoord.xy + tile_origin;
    vec4 plain_left = texelFetch(left, here, 0), masked_left = texelFetch(masked, here, 0);
    const vec4 untouched = vec4(1.0, 1.0, 1.0, 0.0);
    if (plain_left == untouched && masked_left == untouched) return;
    vec3 original = floor(stored * 255.0 + 0.5);
    vec3 light = vec3(texelFetch(codes, ivec2(original.r, 0), 0).r, texelFetch(codes, ivec2(original.g, 0), 0).r,
                      texelFetch(codes, ivec2(original.b, 0), 0).r);
    vec3 changed = treated(original, light, plain_left, masked_left, position);
    if (has_noise == 1) changed += grain(changed, original);
    colour.rgb = floor(clamp(changed + 0.5, 0.0, 255.0)) / 255.0;
}
