// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/lazy_adapter.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/json.h"
#include "core/nn/torch.h"

namespace destudio {

namespace {

std::size_t bytes_of(const detection::Adapter& adapter) {
    std::size_t bytes = 0;
    for (const auto& [name, parameter] : adapter.trainable_parameters()) {
        bytes += parameter.nbytes();
    }
    return bytes;
}

}  // namespace

LazyAdapter::LazyAdapter(const std::filesystem::path& folder, const std::vector<std::int64_t>& channels,
                         std::string device, std::size_t large_bytes)
    : m_folder(folder), m_device(std::move(device)) {
    bring_in();
    const auto config = folder / "config.json";
    detection::check_adapter_fit(read_json(config), channels, config.string());
    m_classes = m_adapter->classes();
    m_stays = m_device != "cpu" || bytes_of(*m_adapter) < large_bytes;
    leave();
}

void LazyAdapter::bring_in() {
    if (!m_adapter) {
        m_adapter = detection::load_adapter(m_folder);
        m_adapter->to(torch::Device(m_device));
    }
}

void LazyAdapter::leave() {
    if (!m_stays) {
        m_adapter.reset();
    }
}

}  // namespace destudio
