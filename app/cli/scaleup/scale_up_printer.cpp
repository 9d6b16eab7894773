// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scaleup/scale_up_printer.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "core/base/stopwatch.h"
#include "core/scaleup/class_bounds.h"
#include "core/scaleup/disk_guard.h"

namespace destudio::cli {

namespace {

using scaleup::ClassProgress;
using scaleup::ScaleUpStatus;
struct ScaleUpPrinterState {
    Clock::time_point shown{};
    bool paused = false;
    bool is_terminal = ::isatty(STDERR_FILENO) != 0;
};

bool due(ScaleUpPrinterState& state, const ScaleUpStatus& status, double interval) {
    const bool last = status.items_left == 0;
    const bool turned = status.paused != state.paused;
    state.paused = status.paused;
    if (!last && !turned && seconds_since(state.shown) < interval) {
        return false;
    }
    state.shown = Clock::now();
    return true;
}

std::vector<ClassProgress> most_lacking(std::vector<ClassProgress> classes, std::size_t count) {
    std::erase_if(classes, [](const ClassProgress& entry) { return entry.bound == scaleup::kNoBound; });
    std::stable_sort(classes.begin(), classes.end(), [](const ClassProgress& a, const ClassProgress& b) {
        return scaleup::lacking(a.boxes, a.bound) > scaleup::lacking(b.boxes, b.bound);
    });
    classes.resize(std::min(classes.size(), count));
    return classes;
}

std::string against(const ClassProgress& entry) {
    return entry.name + " " + std::to_string(entry.boxes) + "/" + std::to_string(entry.bound);
}

void print_bar(ScaleUpPrinterState& state, const ScaleUpStatus& status) {
    constexpr std::size_t kShownClasses = 4;
    if (!due(state, status, state.is_terminal ? 0.1 : 10.0)) {
        return;
    }
    char rate[32];
    std::snprintf(rate, sizeof rate, "%.1f", status.images_per_minute);
    std::string line = std::to_string(status.counts.made) + " made, " + std::to_string(status.counts.images) +
                       " images, " + rate + " a minute";
    for (const auto& entry : most_lacking(status.classes, kShownClasses)) {
        line += ", " + against(entry);
    }
    line += status.paused         ? ", paused"
            : status.seconds_left ? ", " + duration_text(*status.seconds_left) + " left"
                                  : "";
    const bool stays = !state.is_terminal || status.items_left == 0;
    std::fprintf(stderr, "%s%s%s", state.is_terminal ? "\r\033[K" : "", line.c_str(), stays ? "\n" : "");
    std::fflush(stderr);
}

nlohmann::ordered_json status_json(const ScaleUpStatus& status) {
    auto classes = nlohmann::ordered_json::object();
    for (const auto& entry : status.classes) {
        classes[entry.name] = {{"boxes", entry.boxes}};
        if (entry.bound != scaleup::kNoBound) {
            classes[entry.name]["lower_bound"] = entry.bound;
        }
    }
    const auto optional = [](const auto& value) {
        return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
    };
    auto clusters = nlohmann::ordered_json::array();
    for (const auto& entry : status.clusters) {
        clusters.push_back({{"name", entry.name}, {"images", entry.boxes}, {"lower_bound", entry.bound}});
    }
    return {{"stage", "scale-up"},
            {"done", status.counts.made},
            {"total", status.items_left ? status.counts.made + *status.items_left : 0},
            {"images", status.counts.images},
            {"boxes", status.counts.boxes},
            {"images_per_minute", status.images_per_minute},
            {"seconds_left", optional(status.seconds_left)},
            {"bytes_left", optional(status.bytes_left)},
            {"bytes_free", status.bytes_free},
            {"paused", status.paused},
            {"pause_reason", status.pause_reason},
            {"classes", classes},
            {"clusters", clusters}};
}

}  // namespace

std::string duration_text(double seconds) {
    constexpr long kMinute = 60;
    constexpr long kHour = 3600;
    const long whole = static_cast<long>(std::min(seconds, 1e9));
    char text[48];
    if (whole >= kHour) {
        std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / kHour, whole / kMinute % kMinute, whole % kMinute);
    } else {
        std::snprintf(text, sizeof text, "%ld:%02ld", whole / kMinute, whole % kMinute);
    }
    return text;
}

scaleup::StatusSink make_scale_up_printer(const std::string& style) {
    if (style == "none") {
        return [](const ScaleUpStatus&) {};
    }
    auto state = std::make_shared<ScaleUpPrinterState>();
    if (style == "json") {
        return [state](const ScaleUpStatus& status) {
            if (due(*state, status, 0.1)) {
                std::fprintf(stderr, "%s\n", status_json(status).dump().c_str());
            }
        };
    }
    return [state](const ScaleUpStatus& status) { print_bar(*state, status); };
}

void print_classes(std::ostream& out, const std::vector<ClassProgress>& classes) {
    std::string missing;
    for (const auto& entry : classes) {
        if (entry.bound == scaleup::kNoBound) {
            if (entry.boxes > 0) {
                out << entry.name << ' ' << entry.boxes << '\n';
            }
            continue;
        }
        out << against(entry);
        if (const auto lacks = scaleup::lacking(entry.boxes, entry.bound); lacks > 0) {
            out << ", " << lacks << " more to exceed it";
            missing += (missing.empty() ? "" : ", ") + entry.name;
        }
        out << '\n';
    }
    out << (missing.empty() ? "Every class has more boxes than its lower bound." : "Fell short: " + missing + ".")
        << '\n';
}

void print_clusters(std::ostream& out, const std::vector<ClassProgress>& clusters) {
    if (clusters.empty()) {
        return;
    }
    std::size_t short_ones = 0;
    for (std::size_t k = 0; k < clusters.size(); ++k) {
        const auto lacks = scaleup::lacking(clusters[k].boxes, clusters[k].bound);
        out << "cluster " << k + 1 << " (" << clusters[k].name << "): " << clusters[k].boxes << '/' << clusters[k].bound
            << " images" << (lacks > 0 ? ", " + std::to_string(lacks) + " more to exceed it" : "") << '\n';
        short_ones += lacks > 0 ? 1 : 0;
    }
    out << (short_ones == 0
                ? "Every cluster has more images than its lower bound."
                : std::to_string(short_ones) + " of " + std::to_string(clusters.size()) + " clusters fell short.")
        << '\n';
}

void print_gate(std::ostream& out, const scaleup::GateCounts& gate, const std::vector<std::string>& classes) {
    constexpr int kTenths = 10;
    const auto share = [](const scaleup::GateCounts::Share& counted) {
        char text[64];
        const double part = counted.all > 0 ? 100.0 * static_cast<double>(counted.rejected) / counted.all : 0;
        std::snprintf(text, sizeof text, "%lld of %lld (%.0f %%)", static_cast<long long>(counted.rejected),
                      static_cast<long long>(counted.all), part);
        return std::string(text);
    };
    out << "The gate rejects " << share(gate.images) << "; " << gate.unchecked << " could not be checked\n";
    for (const auto& [reason, images] : gate.reasons) {
        out << "  reason " << reason << ": " << images << '\n';
    }
    for (const auto& [tenth, counted] : gate.ratios) {
        out << "  ratio from " << tenth / kTenths << '.' << tenth % kTenths << ": " << share(counted) << '\n';
    }
    for (const auto& [index, counted] : gate.classes) {
        out << "  boxes of " << classes.at(static_cast<std::size_t>(index)) << ": " << share(counted) << '\n';
    }
}

std::string counts_sentence(const scaleup::ScaleUpCounts& counts) {
    const auto number = [](std::int64_t count, const char* one, const char* many) {
        return std::to_string(count) + " " + (count == 1 ? one : many);
    };
    std::string text = number(counts.images, "image", "images") + ", " + number(counts.boxes, "box", "boxes");
    std::string left_out;
    const auto add = [&](std::int64_t count, const std::string& what) {
        if (count > 0) {
            left_out += (left_out.empty() ? "; left out: " : ", ") + what;
        }
    };
    add(counts.empty, std::to_string(counts.empty) + " without a box");
    add(counts.near_duplicates_left_out, number(counts.near_duplicates_left_out, "near-duplicate", "near-duplicates"));
    add(counts.rejected, std::to_string(counts.rejected) + " rejected by the gate");
    add(counts.unreadable, std::to_string(counts.unreadable) + " of references that cannot be read");
    if (counts.near_duplicates > 0) {
        text += ", " + number(counts.near_duplicates, "near-duplicate", "near-duplicates") + " among them";
    }
    return text + left_out;
}

}  // namespace destudio::cli
