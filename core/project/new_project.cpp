// SPDX-License-Identifier: Apache-2.0
#include "core/project/new_project.h"

#include <algorithm>
#include <map>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/format.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

/// Removes the unfinished project unless it was given its name.
class Unfinished {
public:
    explicit Unfinished(const fs::path& final_file) : m_final(final_file), m_file(final_file.string() + "-part") {
        remove();
    }
    ~Unfinished() { remove(); }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    const fs::path& file() const { return m_file; }
    void finish() {
        std::error_code ec;
        // A link, unlike a rename, does not replace what somebody else put there meanwhile.
        fs::create_hard_link(m_file, m_final, ec);
        if (ec == std::errc::file_exists) {
            throw IoError("There is a file " + m_final.string() + " already. Choose another name.");
        }
        if (ec) {
            fs::rename(m_file, m_final, ec);  // a file system without links
        }
        if (ec) {
            throw IoError("Cannot write " + m_final.string() + ": " + ec.message() + ".");
        }
    }

private:
    void remove() const {
        std::error_code ec;
        for (const char* ending : {"", "-wal", "-shm", "-journal", "-lock"}) {
            fs::remove(m_file.string() + ending, ec);
        }
    }

    fs::path m_final;
    fs::path m_file;
};

/// Renames the scan's classes as wanted.
void rename(ImportScan& scan, const NewProject& wanted) {
    std::map<std::string, std::string> names;
    for (const auto& [before, after] : wanted.classes) {
        if (!before.empty()) {
            names[before] = after;
        }
    }
    const auto renamed = [&names](std::string& name) {
        if (const auto found = names.find(name); found != names.end()) {
            name = found->second;
        }
    };
    std::for_each(scan.classes.begin(), scan.classes.end(), renamed);
    for (auto& entry : scan.entries) {
        for (auto& box : entry.boxes) {
            renamed(box.class_name);
        }
        if (!wanted.use_captions) {
            entry.reference.caption.clear();
        }
    }
}

/// The format that `path` looks like; a folder that is no dataset, but has images among other files, is a folder of
/// images.
const dataset::DatasetFormat& format_of(const fs::path& path) {
    std::error_code ec;
    const auto& formats = dataset::all_formats();
    const bool known =
        std::any_of(formats.begin(), formats.end(), [&path](const auto& format) { return format->recognises(path); });
    if (!known && fs::is_directory(path, ec) && !image_files_below(path).empty()) {
        return dataset::find_format("image_folder");
    }
    return dataset::recognise_format(path);
}

}  // namespace

ProjectSource read_project_source(const fs::path& path, const std::string& format) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no file or folder " + path.string() + ".");
    }
    const auto& reader = format.empty() ? format_of(path) : dataset::find_format(format);
    ProjectSource source{path, reader.title(), dataset::open_dataset(reader, path), 0};
    source.captions =
        static_cast<std::size_t>(std::count_if(source.read.dataset.images.begin(), source.read.dataset.images.end(),
                                               [](const dataset::Image& image) { return !image.caption.empty(); }));
    return source;
}

ImportReport make_project(const NewProject& wanted, const std::stop_token& stop, const ProgressSink& progress) {
    std::error_code ec;
    if (fs::exists(wanted.file, ec)) {
        throw IoError("There is a file " + wanted.file.string() + " already. Choose another name.");
    }
    ImportScan scan;
    if (!wanted.source.path.empty()) {
        scan = scan_dataset(wanted.source.read, wanted.source.path, stop, progress);
        rename(scan, wanted);
    }
    Unfinished unfinished(wanted.file);
    ImportReport report;
    {
        const auto project = Project::create(unfinished.file(), wanted.name);
        Project::Transaction transaction(*project);
        for (const auto& [before, after] : wanted.classes) {
            project->classes().find_or_add(after);
        }
        report = add_references(*project, scan);
        project->settings().set_generation(wanted.settings);
        throw_if_stopped(stop);
        transaction.commit();
    }
    unfinished.finish();
    return report;
}

}  // namespace destudio
