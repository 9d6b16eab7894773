// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {

/// Generation settings under a name. A preset says how to generate, not what from: bundle, adapter, LoRA files and
/// seeds of `settings` do not count.
struct GenerationPreset {
    std::string name;
    GenerationSettings settings;
    bool sets_guidance = true;  ///< else guidance_scale does not count either: what suits the bundle stays
};

/// The settings of a preset, with the bundle, adapter, LoRA files and seeds of `current`.
GenerationSettings with_preset(const GenerationSettings& current, const GenerationPreset& preset);

/// Presets that come with the program: the paper's words for photos among them. Their names are English words that the
/// window translates.
const std::vector<GenerationPreset>& built_in_presets();

/// A person's own presets: a JSON file that is read when it is made and written, atomically, at each change. Another
/// program's changes meanwhile are kept: each change reads the file again.
class PresetStore {
public:
    /// A file that is missing is an empty list. @throws nothing: a damaged file is told by error()
    explicit PresetStore(std::filesystem::path file);

    /// $DESTUDIO_PRESETS, else `folder`/generation-presets.json.
    static std::filesystem::path default_file(const std::filesystem::path& folder);

    /// By name.
    const std::vector<GenerationPreset>& presets() const { return m_presets; }
    const GenerationPreset* find(const std::string& name) const;
    /// Why the file could not be read; empty when it could. save() and the like throw then, and leave it alone.
    const std::string& error() const { return m_error; }

    /// Adds it, or replaces the one of the same name. @throws UsageError for an empty name or that of a built-in one;
    /// IoError, FormatError
    void save(const GenerationPreset& preset);
    /// @throws UsageError when `to` is taken or empty, or `from` is not there; IoError, FormatError
    void rename(const std::string& from, const std::string& to);
    void remove(const std::string& name);

private:
    void read();
    void write();
    void check_name(const std::string& name) const;

    std::filesystem::path m_file;
    std::vector<GenerationPreset> m_presets;
    std::string m_error;
};

}  // namespace destudio
