// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/detection/adapter.h"

namespace destudio {

/// A bundle's adapter. One of the paper's size (118 MB) is in memory only while it looks: bringing it in takes less
/// than a hundredth of a variant, and the decoder needs the room before it. A small one stays.
class LazyAdapter {
public:
    /// @param channels of the U-Net's feature levels, which the adapter has to fit
    /// @param large_bytes weights from which it does not stay
    /// @throws IoError, FormatError, ConfigError naming the file at fault
    LazyAdapter(const std::filesystem::path& folder, const std::vector<std::int64_t>& channels, std::string device,
                std::size_t large_bytes = std::size_t{64} << 20);

    const std::vector<std::string>& classes() const { return m_classes; }
    bool is_in_memory() const { return m_adapter != nullptr; }

    /// Calls `work` with the adapter. @return what it returns @throws as the constructor, and what `work` throws
    template <class Work>
    auto with(Work&& work) {
        const Use use(*this);
        return work(static_cast<const detection::Adapter&>(*m_adapter));
    }

private:
    /// The adapter's stay in memory.
    class Use {
    public:
        explicit Use(LazyAdapter& lazy) : m_lazy(lazy) { m_lazy.bring_in(); }
        ~Use() { m_lazy.leave(); }
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

    private:
        LazyAdapter& m_lazy;
    };
    void bring_in();
    void leave();

    std::filesystem::path m_folder;
    std::string m_device;
    std::vector<std::string> m_classes;
    bool m_stays = true;
    std::unique_ptr<detection::Adapter> m_adapter;
};

}  // namespace destudio
