// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/output_record.h"

namespace destudio {

/// An output folder or file that may not be written, because what is there is not this program's to replace.
class OutputRefusedError : public UsageError {
public:
    OutputRefusedError(const std::string& sentence, bool may_be_overwritten)
        : UsageError(sentence), m_may_be_overwritten(may_be_overwritten) {}
    /// Whether asking for it (--overwrite) makes it possible; what a run reads itself is never overwritten.
    bool may_be_overwritten() const { return m_may_be_overwritten; }

private:
    bool m_may_be_overwritten;
};

/// Keeps a second run away from a folder: an flock on the folder itself, which ends with the process, however it ends.
/// On a file system without such locks it keeps nobody away.
class FolderLock {
public:
    /// Makes the folder where it is missing. @throws IoError when another run has it, or it cannot be made
    explicit FolderLock(const std::filesystem::path& folder);
    /// A folder that was made and is still empty goes away again.
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    std::filesystem::path m_folder;
    int m_descriptor = -1;
    bool m_made_folder = false;
};

/// Who wants to write into a folder, and what it reads.
struct OutputRequest {
    /// As the record names it, with what makes results differ in kind: "generate", "convert to coco". Only a run of the
    /// same command takes the place of an earlier one.
    std::string command;
    std::vector<std::filesystem::path> inputs;  ///< files and folders; empty ones are left out
    bool overwrite = false;
    /// What a person can do about a refusal, where they can overwrite.
    std::string advice = "Name another one, or say --overwrite.";
};

/// The one rule for output folders: a new or an empty folder, or one of an own earlier run that nobody changed since;
/// anything else only where overwriting was asked for, and what the run reads itself never, through links neither.
/// Locks the folder, cleans up what a killed run left half-written, and keeps the record of what is written.
///
/// StagedFolder (core/dataset) notes its files in the record by itself; who writes otherwise uses place().
class OutputFolder {
public:
    /// @throws OutputRefusedError; IoError when another run writes there, or it cannot be written at all
    OutputFolder(const std::filesystem::path& folder, const OutputRequest& request);
    /// Notes what is there, as finish() does; a folder that was made for nothing goes away again.
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// Takes away what the earlier run left, its indexes first. Call it when the first result is to be written.
    void remove_earlier();
    /// Notes a file that is about to be written, and where. @param relative path in the folder
    /// @throws IoError when somebody else's file is in the way, or a link leads out of the folder
    std::filesystem::path place(const std::string& relative, OutputRecord::Kind kind = OutputRecord::Kind::kFile);
    /// All results are written. @throws IoError
    void finish();
    /// The same for a folder that is known by files of its own: the record goes away.
    void finish_without_record();

private:
    std::filesystem::path m_folder;
    std::optional<FolderLock> m_lock;
    std::optional<OutputRecord> m_record;
    bool m_finished = false;
};

/// Nothing in it, or only what systems put into every folder.
bool is_unused_folder(const std::filesystem::path& folder);

/// A folder whose run is continued instead of replaced, as training does: a new or an empty one, or one in which the
/// same command was begun. Locks it and cleans up what a killed run left half-written.
class ContinuedFolder {
public:
    /// @param is_own knows folders that were begun without a record
    /// @throws OutputRefusedError; IoError when another run writes there, or it cannot be written at all
    ContinuedFolder(const std::filesystem::path& folder, const OutputRequest& request,
                    const std::function<bool(const std::filesystem::path&)>& is_own);
    /// A folder that was made for nothing goes away again.
    ~ContinuedFolder();
    ContinuedFolder(const ContinuedFolder&) = delete;
    ContinuedFolder& operator=(const ContinuedFolder&) = delete;

private:
    std::filesystem::path m_folder;
    std::optional<FolderLock> m_lock;
};

/// The same rule for a single output file. @param is_own tells an earlier result of the same kind by its beginning (at
/// most 4096 bytes). A folder among `inputs` means all files below it, where nothing but an earlier result is replaced.
/// @throws OutputRefusedError
void check_output_file(const std::filesystem::path& file, const OutputRequest& request,
                       const std::function<bool(const std::string& beginning)>& is_own);

/// @throws OutputRefusedError when `folder` is or holds something that is read, or something is read through a link
/// into it
void refuse_own_input(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& inputs);

}  // namespace destudio
