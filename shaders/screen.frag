#version 330 core
// The texture is stored as sRGB, so that filtering happens in linear light; the framebuffer wants sRGB again.
uniform sampler2D picture;
in vec2 texture_position;
out vec4 colour;

vec3 srgb_from_linear(vec3 linear) {
    vec3 low = linear * 12.92;
    vec3 high = 1.055 * pow(max(linear, vec3(0.0031308)), vec3(1.0 / 2.4)) - 0.055;
    return mix(high, low, vec3(lessThanEqual(linear, vec3(0.0031308))));
}

void main() {
    colour = vec4(srgb_from_linear(texture(picture, texture_position).rgb), 1.0);
}
