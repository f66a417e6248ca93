#version 330 core
// One rectangle of the screen as a strip of four vertices, without a vertex buffer.
uniform vec2 framebuffer_px;
uniform vec4 screen_rect;   // from, to; framebuffer pixels, y down
uniform vec4 texture_rect;  // from, to; texture coordinates
out vec2 texture_position;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 screen = mix(screen_rect.xy, screen_rect.zw, corner) / framebuffer_px;
    texture_position = mix(texture_rect.xy, texture_rect.zw, corner);
    gl_Position = vec4(screen.x * 2.0 - 1.0, 1.0 - screen.y * 2.0, 0.0, 1.0);
}
