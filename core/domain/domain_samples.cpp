// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_samples.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace destudio::domain {

std::vector<SampleFile> list_samples(const std::filesystem::path& training) {
    std::vector<SampleFile> samples;
    std::error_code ec;
    for (std::filesystem::directory_iterator it(training / "samples", ec), end; !ec && it != end; it.increment(ec)) {
        // "diffusion-00000500.png"; rows and those over time have more in their names.
        const std::string name = it->path().stem().string();
        const auto dash = name.find('-');
        if (dash == std::string::npos || it->path().extension() != ".png") {
            continue;
        }
        SampleFile sample{name.substr(0, dash), 0, it->path()};
        const char* const last = name.data() + name.size();
        const auto read = std::from_chars(name.data() + dash + 1, last, sample.step);
        if (read.ec == std::errc{} && read.ptr == last && sample.step >= 0) {
            samples.push_back(std::move(sample));
        }
    }
    std::sort(samples.begin(), samples.end(), [](const SampleFile& a, const SampleFile& b) {
        return std::tie(a.stage, a.step) < std::tie(b.stage, b.step);  // autoencoder comes first in both orders
    });
    return samples;
}

}  // namespace destudio::domain
