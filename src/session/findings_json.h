// What the photo says, as parts of a report.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "scalp/scalp.h"

namespace stubble::session {

nlohmann::ordered_json skin_json(const scalp::Skin& skin);
nlohmann::ordered_json hair_json(const scalp::Hair& hair);
nlohmann::ordered_json light_json(const scalp::Light& light);
// `noise`: 8-bit levels by brightness (0..255), where the photo shows any of it.
nlohmann::ordered_json camera_json(const scalp::Camera& camera);
// null where no stage is suggested.
nlohmann::ordered_json stage_json(const std::optional<scalp::LossStage>& stage);

}  // namespace stubble::session
