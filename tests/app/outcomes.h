// Results of the worker as the tests need them, without a photo file.
#pragma once

#include <chrono>
#include <thread>

#include "app/worker.h"

namespace stubble::test {

// A photo that has just been decoded.
inline app::Outcome opened(const char* path) {
    app::Outcome outcome;
    outcome.document = session::new_document(path);
    outcome.opened = true;
    outcome.derived.emplace();
    outcome.derived->document = outcome.document;
    auto photo = std::make_shared<photo::Photo>();
    photo->pixels = core::Picture(64, 48, {180, 140, 120});
    outcome.derived->photo = std::move(photo);
    return outcome;
}

// The same photo with its scalp read.
inline app::Outcome read(app::Outcome outcome) {
    outcome.opened = false;
    auto& derived = *outcome.derived;
    derived.scalp = std::make_shared<scalp::Scalp>(scalp::read_scalp(derived.photo->pixels));
    return outcome;
}

// The worker's next result, waited for.
inline std::optional<app::Outcome> next(app::Worker& worker) {
    for (int i = 0; i < 1200; ++i) {
        if (auto outcome = worker.take()) return outcome;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return std::nullopt;
}

}  // namespace stubble::test
