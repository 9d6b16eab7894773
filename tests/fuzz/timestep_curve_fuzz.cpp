// SPDX-License-Identifier: Apache-2.0
// Reads the curve that is kept beside an adapter.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/model/timestep_curve.h"
#include "tests/fuzz/parts.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto curve = parse_timestep_curve(parse_json(std::string(fuzz::as_text(data, size)), "input"), "input");
        if (curve.best() < 0 || curve.best() > kMaxTimestep) {
            std::abort();
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
