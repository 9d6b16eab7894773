// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/io/voc_options.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// What a format has a place for. Anything else is lost on export, and losses() tells which.
struct FormatCapabilities {
    bool boxes = true;
    bool fractions = true;  ///< box edges to 0.01 pixel; else whole pixels
    bool ignore = false;    ///< regions that do not count
    bool scores = false;
    bool attributes = false;  ///< any; some formats hold only those that holds_attribute() names
    bool captions = false;
    bool more_captions = false;  ///< several of one picture
    bool splits = false;         ///< train, val and test
    bool unlabelled = false;     ///< "not looked at yet" apart from "checked and empty"
    bool class_list = false;     ///< the order of the classes, and classes without a box
    bool file_names = true;      ///< names and folders of the images, apart from the extension
    bool image_attributes = false;
    bool outlines = false;            ///< polygons, in several parts
    bool run_lengths = false;         ///< outlines in whole pixels, with their holes
    bool outline_parts = true;        ///< several rings an object; else they are joined into one
    bool box_beside_outline = false;  ///< a box that is not just the one around the outline
    bool extra = false;               ///< members of COCO entries that nothing here knows
};

struct ReadOptions {
    std::filesystem::path images;  ///< folder of the images; empty: found beside the annotations
    VocOptions voc;
};

/// An export to be written.
struct Export {
    const Dataset& dataset;
    const ImageSource& images;
    std::filesystem::path out;
    VocOptions voc{};
    std::stop_token stop{};
    ProgressSink progress{};
};

/// One dataset format. Implementations have no state. To add one, add a folder to core/dataset with
/// <name>/<name>_format.cpp that defines make_<name>_format().
class DatasetFormat {
public:
    DatasetFormat() = default;
    virtual ~DatasetFormat() = default;
    DatasetFormat(const DatasetFormat&) = delete;
    DatasetFormat& operator=(const DatasetFormat&) = delete;

    virtual std::string name() const = 0;   ///< as on the command line: "label_studio"
    virtual std::string title() const = 0;  ///< as people call it: "Label Studio"
    virtual FormatCapabilities capabilities() const = 0;
    /// The same with options that change it.
    virtual FormatCapabilities capabilities_with(const VocOptions& /*voc*/) const { return capabilities(); }
    virtual bool holds_attribute(const std::string& /*key*/) const { return capabilities().attributes; }
    virtual bool holds_image_attribute(const std::string& /*key*/) const { return capabilities().image_attributes; }

    /// Whether `path` (a folder or a file) looks like this format; cheap, never throws.
    virtual bool recognises(const std::filesystem::path& path) const = 0;
    /// What recognises() went by, for people: the name of a file in `path`. Empty: nothing to name.
    virtual std::string evidence(const std::filesystem::path& /*path*/) const { return {}; }

    /// Opens a folder as exports leave it, or its annotation file. Untrusted input: what is wrong in one image or box
    /// is reported and left out, what makes no sense as a whole throws.
    /// @throws IoError, FormatError
    virtual ReadResult read(const std::filesystem::path& path, const ReadOptions& options) const = 0;

    /// Writes everything into a folder beside the target first and moves it into place when complete; on an error or a
    /// stop nothing of it remains.
    /// @throws IoError, FormatError (an image that cannot be read), UsageError, CancelledError
    virtual void write(const Export& order) const = 0;

    /// What strict loaders would stumble over beyond what read() reports.
    /// @param read what read() made of the same path
    virtual void check(const std::filesystem::path& /*path*/, const ReadResult& /*read*/,
                       std::vector<Issue>& /*issues*/) const {}
};

/// All formats, sorted by name.
const std::vector<std::unique_ptr<DatasetFormat>>& all_formats();

/// Names of all formats, sorted.
std::vector<std::string> format_names();

/// The format called `name`. @throws UsageError that lists the names
const DatasetFormat& find_format(const std::string& name);

/// A format that was told by what is there.
struct Recognition {
    const DatasetFormat& format;
    /// "in is read as COCO because of annotations.json; --from names another format." For people to see.
    std::string explanation;
};

/// The format that `path` looks like. Where several do, one of them counts only in a folder that `generate` wrote in
/// several formats: that which keeps most.
/// @param option that names a format, for texts: "--from"; empty where there is none
/// @throws IoError when there is nothing; FormatError that says what is there when no format or several are meant
Recognition recognise(const std::filesystem::path& path, const std::string& option = {});
const DatasetFormat& recognise_format(const std::filesystem::path& path, const std::string& option = {});

/// What would be lost if `dataset` were written in `format`, one warning for each kind of thing, with how many.
std::vector<Issue> losses(const Dataset& dataset, const DatasetFormat& format, const VocOptions& voc = {});

}  // namespace destudio::dataset
