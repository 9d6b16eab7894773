// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Which reference an image comes from: recipes.jsonl says so (reference_hash by file name), else the name does:
/// street_r060_s7 is a variant of street, and street_jpg.rf.a2ef406e2c2351e0 an augmented copy of it, as Roboflow
/// exports them. An image that is neither stands for itself.
using Lineage = std::map<std::string, std::string>;

/// Reads recipes.jsonl of a dataset folder; empty where there is none. @throws IoError; bad lines are skipped
Lineage read_lineage(const std::filesystem::path& dataset_folder);

/// The reference of an image.
std::string reference_of(const std::string& file_name, const Lineage& lineage);
/// Whether the name is that of a generated variant.
bool is_variant_name(const std::string& file_name);
/// Whether the image says that a model made it: by a recipe, COCO's member "synthetic", or its name. Its picture may
/// say so, too (core/image/source_mark.h).
bool says_generated(const Image& image);
/// The content (SHA-256) of the reference that the image names in its recipe or in COCO's member "reference_hash";
/// empty where it names none.
std::string stated_reference(const Image& image);

/// Images by position, in groups that belong together; alone at first.
class PictureGroups {
public:
    explicit PictureGroups(std::size_t images);

    void join(std::size_t a, std::size_t b);
    bool together(std::size_t a, std::size_t b) { return leader(a) == leader(b); }
    /// By the position of the first of each.
    std::map<std::size_t, std::vector<std::size_t>> groups();

private:
    std::size_t leader(std::size_t image);

    std::vector<std::size_t> m_leader;
};

/// The content of the reference that each image was made of, as far as its recipe (its own, that of `lineage` or that
/// inside its picture) tells; empty where nothing does. Opens the pictures of which nothing else tells it.
std::vector<std::string> reference_hashes(const Dataset& dataset, const ImageSource& source, const Lineage& lineage);

/// Images that were made of one source are together. What recipes say and what names say both count: a variant whose
/// recipe names a reference by its content belongs with the reference itself, which may have only a name. Names say
/// nothing where contents are known and differ, and two pictures that nobody made of another are not one because they
/// are called alike ("cam1/0001.jpg", "cam2/0001.jpg").
/// @param hashes as reference_hashes() gives them; of a reference the hash of itself, where it is known; or empty
/// @param origins by image: names of different origins have nothing to do with each other; or empty
PictureGroups source_groups(const Dataset& dataset, const std::vector<std::string>& hashes,
                            const std::vector<std::size_t>& origins = {});
PictureGroups source_groups(const Dataset& dataset, const Lineage& lineage);

}  // namespace destudio::dataset
