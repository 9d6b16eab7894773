// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>

#include "core/scaleup/counts_file.h"
#include "core/scaleup/scale_up_status.h"

namespace destudio::cli {

/// A sink that writes a scale-up's state to standard error: images, images per minute, boxes of the classes that lack
/// most against their bounds, time left.
/// @param style "bar" (one line redrawn on a terminal, a line every ten seconds elsewhere), "json" (one object a line
///        with every class), "none"
scaleup::StatusSink make_scale_up_printer(const std::string& style);

/// Boxes of each class against its bound, one line each, and a sentence with those that fell short.
void print_classes(std::ostream& out, const std::vector<scaleup::ClassProgress>& classes);

/// Images of each cluster against its bound, as print_classes(); nothing without clusters.
void print_clusters(std::ostream& out, const std::vector<scaleup::ClassProgress>& clusters);

/// What the gate rejected, by reason, ratio and class. @param classes of the adapter
void print_gate(std::ostream& out, const scaleup::GateCounts& gate, const std::vector<std::string>& classes);

/// "130 images, 431 boxes; 12 without a box and 3 near-duplicates left out"
std::string counts_sentence(const scaleup::ScaleUpCounts& counts);

/// "1:05:09", "4:07"
std::string duration_text(double seconds);

}  // namespace destudio::cli
