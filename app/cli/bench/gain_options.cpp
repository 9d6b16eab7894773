// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench/gain_options.h"

#include "core/scaleup/gate.h"

namespace destudio::cli {

void add_gain_options(CLI::App& command, study::GainOptions& options, std::string& gate) {
    command.add_option("--bundle", options.bundle, "The bundle that makes the variants")->required();
    command.add_option("--adapter", options.adapter, "Another adapter folder than the bundle's own");
    command.add_option("--real", options.real, "Real pictures to learn from")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command.add_option("--ratios", options.ratios, "Encode ratios of the variants, taken in turn")
        ->delimiter(',')
        ->expected(1, kMaxListed)
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command.add_option("--objects", options.objects, "Objects that are drawn of each class, for the arm x-paste")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command.add_option("--threshold", options.threshold, "Score from which a detection becomes a label")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command
        .add_option("--gate", gate,
                    "off, or reject: variants whose boxes verified carry or the judge speaks against are not learned "
                    "from")
        ->check(CLI::IsMember({"off", "reject"}))
        ->capture_default_str();
    command.add_option("--judge", options.judge, "Folder of a pixel detector from train-detector, for the gate");
    command.add_option("--weights", options.weights,
                       "Weights that every detector starts from, as for train-detector: a ResNet, or torchvision's "
                       "detectors");
    command.add_option("--seeds", options.seeds, "Seeds; each training set is trained on once with each")
        ->delimiter(',')
        ->expected(1, kMaxListed)
        ->capture_default_str();
    command.add_option("--test-images", options.test_images, "Real test pictures to measure on")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command.add_option("--out", options.out, "Folder for variants, detectors and results")->required();
}

void settle_gate(const std::string& gate, study::GainOptions& options) {
    options.gate = scaleup::parse_gate_use(gate);
}

}  // namespace destudio::cli
