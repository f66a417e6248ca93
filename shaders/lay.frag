#version 330 core
// render::compose's layers: one more layer of pigment over what those before have left of the diffuse light.
uniform sampler2D beneath;   // this tile: light left, and redness gathered
uniform int is_first;        // nothing lies beneath yet
uniform sampler2D crisp;     // this tile, with a margin
uniform int margin_px;
uniform sampler2D tone, redness;
uniform vec2 map_scales;     // of those two: map pixels per photo pixel, 0 for an empty map
uniform vec2 tile_origin;
uniform vec3 crisp_absorptance, tone_density, pigment_colour;
out vec4 left;

const float largest_crisp = 0.97;
const float least_visible_tone = 1e-5;

#include "map.glsl"

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy);
    vec2 position = gl_FragCoord.xy + tile_origin;
    left = is_first == 1 ? vec4(1.0, 1.0, 1.0, 0.0) : texelFetch(beneath, here, 0);
    float dots = texelFetch(crisp, here + margin_px, 0).r;
    float tint = at(tone, map_scales.x, position), red = at(redness, map_scales.y, position);
    if (dots == 0.0 && tint < least_visible_tone && red < least_visible_tone) return;
    vec3 shows = (1.0 - min(dots * crisp_absorptance, vec3(largest_crisp))) * pow(vec3(10.0), -tone_density * tint);
    left = vec4(pigment_colour * (1.0 - shows) + left.rgb * shows, left.a + red);
}
