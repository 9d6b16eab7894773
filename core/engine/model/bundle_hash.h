// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio {

/// One hash for the diffusion model of a bundle: SHA-256 over the sorted lines "path\tSHA-256\n" of model_index.json
/// and every .json, .txt, .safetensors and .bin file below unet/, vae/, text_encoder/, tokenizer/, scheduler/ and, in
/// Stable Diffusion XL, text_encoder_2/ and tokenizer_2/. Neither the adapter nor bundle.json counts. Of a single file
/// its own bytes count and those of the vocabulary, with what was read from elsewhere about it.
///
/// Small files are read. For large ones the SHA-256 in bundle.json's "files" is believed when it is there (reading
/// 5 GB at every start would take seconds; check_bundle_files reads them), else the file is read once and remembered.
/// @throws IoError
std::string bundle_hash(const std::filesystem::path& bundle);

/// The same over config.json and the .safetensors files of an adapter folder. @throws IoError
std::string adapter_hash(const std::filesystem::path& adapter);

/// Reads every file that bundle.json's "files" names and compares. Takes as long as the disk needs.
/// @return one sentence for each file that is missing or differs; empty when all agree or none is named
std::vector<std::string> check_bundle_files(const std::filesystem::path& bundle);

/// States the SHA-256 of every file that bundle_hash or adapter_hash counts in bundle.json's "files"; its other entries
/// stay. @return how many files  @throws IoError, FormatError
std::size_t write_bundle_files(const std::filesystem::path& bundle);

}  // namespace destudio
