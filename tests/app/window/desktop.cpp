#include "app/window/desktop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

namespace stubble::test {
namespace {

pid_t start(const std::vector<std::string>& command, const std::string& display) {
    const pid_t child = fork();
    if (child != 0) return child;
    if (!display.empty()) setenv("DISPLAY", display.c_str(), 1);
    unsetenv("WAYLAND_DISPLAY");
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
}

void end(pid_t& process) {
    if (process <= 0) return;
    kill(process, SIGTERM);
    waitpid(process, nullptr, 0);
    process = -1;
}

std::uint32_t word_at(const std::string& bytes, std::size_t index) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[index * 4 + i]);
    return value;
}

// XWD, version 7, 32 bits a pixel: what Xvfb keeps in its screen file (X11/XWDFile.h).
core::Picture picture_from_xwd(const std::string& bytes) {
    constexpr std::size_t header_words = 25, colour_bytes = 12;
    if (bytes.size() < header_words * 4) return {};
    const auto width = static_cast<int>(word_at(bytes, 4)), height = static_cast<int>(word_at(bytes, 5));
    const bool low_byte_first = word_at(bytes, 7) == 0;
    const std::size_t stride = word_at(bytes, 12);
    const std::size_t start_of_pixels = word_at(bytes, 0) + word_at(bytes, 19) * colour_bytes;
    if (bytes.size() < start_of_pixels + stride * static_cast<std::size_t>(height)) return {};
    core::Picture picture(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const std::size_t at =
                start_of_pixels + stride * static_cast<std::size_t>(y) + static_cast<std::size_t>(x) * 4;
            const auto byte = [&](std::size_t i) {
                return static_cast<std::uint8_t>(bytes[at + (low_byte_first ? i : 3 - i)]);
            };
            picture.at(x, y) = {byte(2), byte(1), byte(0)};
        }
    return picture;
}

}  // namespace

bool is_installed(const std::string& program) {
    std::istringstream folders(std::getenv("PATH") ? std::getenv("PATH") : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
    return false;
}

void Desktop::pause(double seconds) {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

Desktop::Desktop(core::Size size, const std::filesystem::path& folder)
    : screen_file_(folder / "Xvfb_screen0") {
    std::filesystem::create_directories(folder);
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return;
    const std::string mode = std::to_string(size.width) + "x" + std::to_string(size.height) + "x24";
    server_ = start({"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0", mode, "-fbdir",
                     folder.string(), "-nolisten", "tcp"},
                    "");
    close(ends[1]);
    std::string number;
    for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
    close(ends[0]);
    if (!number.empty()) display_ = ":" + number;
}

Desktop::~Desktop() {
    end(program_);
    end(server_);
}

void Desktop::launch(const std::vector<std::string>& command) {
    program_ = start(command, display_);
}

void Desktop::act(const std::string& xdotool_arguments) const {
    std::istringstream words(xdotool_arguments);
    std::vector<std::string> command = {"xdotool"};
    command.insert(command.end(), std::istream_iterator<std::string>(words), {});
    const pid_t tool = start(command, display_);
    waitpid(tool, nullptr, 0);
    // Longer than a frame on a software renderer, so that every event is seen on its own.
    pause(0.15);
}

core::Picture Desktop::screenshot() const {
    std::ifstream file(screen_file_, std::ios::binary);
    return picture_from_xwd({std::istreambuf_iterator<char>(file), {}});
}

void Desktop::leave_screenshot(const std::filesystem::path& file) const {
    const core::Picture shot = screenshot();
    std::ofstream out(file, std::ios::binary);
    out << "P6\n" << shot.width() << ' ' << shot.height() << "\n255\n";
    out.write(reinterpret_cast<const char*>(shot.data()),
              static_cast<std::streamsize>(shot.pixel_count() * 3));
}

core::Picture Desktop::settled() const {
    core::Picture last = screenshot();
    for (int still = 0, tries = 0; still < 3 && tries < 100; ++tries) {
        pause(0.2);
        core::Picture next = screenshot();
        still = next == last ? still + 1 : 0;
        last = std::move(next);
    }
    return last;
}

bool Desktop::is_running() {
    if (program_ <= 0) return false;
    int status = 0;
    if (waitpid(program_, &status, WNOHANG) == 0) return true;
    program_ = -1;
    return false;
}

int Desktop::exit_code(double seconds) {
    for (double waited = 0; waited < seconds; waited += 0.1) {
        int status = 0;
        if (waitpid(program_, &status, WNOHANG) == program_) {
            program_ = -1;
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        }
        pause(0.1);
    }
    return -1;
}

}  // namespace stubble::test
