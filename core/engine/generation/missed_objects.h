// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/engine/generation/inspection.h"

namespace destudio {

/// A place with strong attention and no box.
struct MissedObject {
    std::string class_name;
    Box box;              ///< pixels of the picture
    double strength = 0;  ///< its attention as a multiple of the map's mean
};

/// A box that is there already.
struct KnownBox {
    std::string class_name;
    Box box;  ///< pixels of the picture
};

/// The missed-object finder: strong attention of a class where no box of it is, likeliest first. A box of another class
/// in the very place (IoU of one half) counts, too: then the object is not missed but named otherwise. A place within
/// a larger box of another class has to be stronger: it may be a cat on a sofa, or just the sofa.
std::vector<MissedObject> find_missed_objects(const Inspection& inspection, const std::vector<KnownBox>& boxes);

}  // namespace destudio
