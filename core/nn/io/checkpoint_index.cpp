// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/checkpoint_index.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "core/base/error.h"
#include "core/nn/io/pickle.h"
#include "core/nn/io/safetensors_header.h"
#include "core/nn/io/zip_archive.h"

namespace destudio::nn {

namespace {

constexpr std::uint64_t kLargestPickle = 1 << 28;

/// Names the format of a file that is no zip file.
void check_format(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw IoError("Cannot read " + path.string() + ".");
    }
    std::string start(512, '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(file.gcount()));
    const std::string again = " Load it with PyTorch and save it again with torch.save, which writes the zip format.";
    if (start.starts_with(std::string("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46", 8))) {
        throw FormatError(path.string() + " is a checkpoint in PyTorch's legacy format, from before version 1.6." +
                          again);
    }
    if (start.size() > 262 && start.compare(257, 5, "ustar") == 0) {
        throw FormatError(path.string() + " is a checkpoint in PyTorch's oldest format, a tar file." + again);
    }
    if (start.starts_with('\x80')) {
        throw FormatError(path.string() + " is a plain pickle, such as detectron2's .pkl files." + again);
    }
    if (!start.starts_with("PK")) {
        throw FormatError(path.string() + " is no PyTorch checkpoint: it is neither a zip file nor a pickle.");
    }
}

/// "F32" for "FloatStorage"; empty for a kind that is not read.
std::string storage_type(const std::string& name) {
    static const std::map<std::string, std::string> kTypes = {
        {"FloatStorage", "F32"}, {"DoubleStorage", "F64"}, {"HalfStorage", "F16"},  {"BFloat16Storage", "BF16"},
        {"LongStorage", "I64"},  {"IntStorage", "I32"},    {"ShortStorage", "I16"}, {"CharStorage", "I8"},
        {"ByteStorage", "U8"},   {"BoolStorage", "BOOL"}};
    const auto found = kTypes.find(name);
    return found == kTypes.end() ? std::string() : found->second;
}

const PickleNode* entry(const PickleNode& node, const std::string& key) {
    if (const auto* dict = node.as<PickleNode::Dict>()) {
        for (const auto& [name, value] : dict->items) {
            const auto* text = name->as<std::string>();
            if (text != nullptr && *text == key) {
                return value;
            }
        }
    }
    return nullptr;
}

/// Tensors' places in one file.
class SlotReader {
public:
    SlotReader(const ZipArchive& archive, std::string folder)
        : m_archive(archive), m_folder(std::move(folder)), m_length(std::filesystem::file_size(archive.path())) {}

    CheckpointSlot read(const std::string& name, const PickleNode::Tensor& tensor) {
        const auto& [start, count, type] = storage(*tensor.storage);
        check(name, tensor, count);
        return {type, tensor.shape, tensor.strides, start, count, tensor.offset};
    }

private:
    struct Place {
        std::uint64_t start = 0;
        std::int64_t count = 0;
        std::string type;
    };

    void check(const std::string& name, const PickleNode::Tensor& tensor, std::int64_t length) const {
        const auto bad = [&] {
            return FormatError(m_archive.path().string() + ": the tensor " + name + " reaches beyond its data.");
        };
        if (tensor.shape.size() != tensor.strides.size() || tensor.shape.size() > 16 || tensor.offset < 0) {
            throw bad();
        }
        // Checked in steps, so that nothing overflows: every product stays below the square of the storage's length.
        std::int64_t last = tensor.offset;
        std::int64_t count = 1;
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            const std::int64_t size = tensor.shape[i];
            const std::int64_t stride = tensor.strides[i];
            if (size < 0 || stride < 0 || size > length || stride > length) {
                throw bad();
            }
            count *= size;
            last += size > 0 ? (size - 1) * stride : 0;
            if (count > length || last > length) {
                throw bad();
            }
        }
        if (count > 0 && last >= length) {
            throw bad();
        }
    }

    const Place& storage(const PickleNode::Storage& storage) {
        const auto known = m_places.find(storage.key);
        if (known != m_places.end()) {
            return known->second;
        }
        const auto type = storage_type(storage.type);
        if (type.empty()) {
            throw FormatError(m_archive.path().string() + " holds numbers of the kind torch." + storage.type +
                              ", which this program does not read.");
        }
        const std::string part = m_folder + "data/" + storage.key;
        const std::uint64_t bytes = m_archive.size(part);
        const auto width = static_cast<std::uint64_t>(safetensors_element_bytes(type));
        if (bytes % width != 0 || bytes / width != static_cast<std::uint64_t>(storage.count)) {
            throw FormatError(m_archive.path().string() + ": its part " + part +
                              " does not have the announced length.");
        }
        if (bytes > m_length) {
            throw FormatError(m_archive.path().string() + " is cut off in its part " + part + ".");
        }
        return m_places.emplace(storage.key, Place{m_archive.data_offset(part), storage.count, type}).first->second;
    }

    const ZipArchive& m_archive;
    std::string m_folder;
    std::uint64_t m_length;
    std::map<std::string, Place> m_places;
};

/// "archive/" of the entry "archive/data.pkl".
std::string archive_folder(const ZipArchive& archive) {
    for (const auto& [name, part] : archive.entries()) {
        if (name.ends_with("/constants.pkl")) {
            throw FormatError(archive.path().string() +
                              " is a TorchScript program, not a checkpoint. Save the module's state_dict instead.");
        }
    }
    for (const auto& [name, part] : archive.entries()) {
        if (name.ends_with("/data.pkl")) {
            return name.substr(0, name.size() - 8);
        }
    }
    throw FormatError(archive.path().string() + " is a zip file, but no PyTorch checkpoint: it has no data.pkl.");
}

/// The dictionary that holds the weights.
const PickleNode& weights_of(const PickleNode& root) {
    const PickleNode* weights = &root;
    for (int depth = 0; depth < 8; ++depth) {
        const PickleNode* inner = nullptr;
        for (const char* key : {"model", "state_dict"}) {
            inner = entry(*weights, key);
            if (inner != nullptr && inner->as<PickleNode::Dict>() != nullptr) {
                break;
            }
            inner = nullptr;
        }
        if (inner == nullptr) {
            break;
        }
        weights = inner;
    }
    return *weights;
}

}  // namespace

bool CheckpointSlot::is_contiguous() const {
    std::int64_t stride = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] != 1 && strides[i] != stride) {
            return false;
        }
        stride *= shape[i];
    }
    return true;
}

CheckpointIndex read_checkpoint_index(const std::filesystem::path& path) {
    check_format(path);
    const ZipArchive archive(path);
    const std::string folder = archive_folder(archive);
    if (archive.contains(folder + "byteorder") && archive.read_text(folder + "byteorder", 16) != "little") {
        throw FormatError(path.string() + " was written on a big-endian machine, which this program does not read.");
    }
    const PickleDocument document(archive.read_text(folder + "data.pkl", kLargestPickle), path.string());
    CheckpointIndex index;
    if (const auto* top = document.root().as<PickleNode::Dict>()) {
        for (const auto& [key, value] : top->items) {
            const auto* name = key->as<std::string>();
            const auto* number = value->as<std::int64_t>();
            if (name != nullptr && number != nullptr) {
                index.numbers.insert_or_assign(*name, *number);
            }
        }
    }
    SlotReader reader(archive, folder);
    if (const auto* dict = weights_of(document.root()).as<PickleNode::Dict>()) {
        for (const auto& [key, value] : dict->items) {
            const auto* name = key->as<std::string>();
            const auto* tensor = value->as<PickleNode::Tensor>();
            if (name != nullptr && tensor != nullptr) {
                index.tensors.insert_or_assign(*name, reader.read(*name, *tensor));
            }
        }
    }
    if (index.tensors.empty()) {
        throw FormatError(path.string() + " holds no tensors under \"model\", \"state_dict\" or at its top.");
    }
    return index;
}

}  // namespace destudio::nn
