#include <nlohmann/json.hpp>

#include "bench/bench.h"

namespace stubble::bench {

std::string figures_json(const std::vector<Measurement>& all) {
    using Json = nlohmann::ordered_json;
    Json json = Json::array();
    for (const Measurement& m : all)
        json.push_back({{"name", m.name},
                        {"value", m.value},
                        {"unit", m.unit},
                        {"baseline", m.baseline},
                        {"ratio", m.ratio}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stubble::bench
