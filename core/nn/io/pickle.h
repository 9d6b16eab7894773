// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace destudio::nn {

/// What a pickle may contain. Nodes belong to a PickleDocument.
struct PickleNode {
    struct None {};
    struct List {
        std::vector<const PickleNode*> items;
        bool is_tuple = false;
    };
    struct Dict {
        std::vector<std::pair<const PickleNode*, const PickleNode*>> items;
    };
    /// A class or function that the pickle names; it is never looked up, only compared.
    struct Global {
        std::string module;
        std::string name;
    };
    /// ("storage", class, key, location, count): a run of numbers in another part of the file.
    struct Storage {
        std::string type;  ///< "FloatStorage"
        std::string key;
        std::int64_t count = 0;
    };
    /// torch._utils._rebuild_tensor_v2
    struct Tensor {
        const Storage* storage = nullptr;
        std::int64_t offset = 0;
        std::vector<std::int64_t> shape;
        std::vector<std::int64_t> strides;
    };
    /// An object of a class that trainers leave in their checkpoints beside the weights (a callback, a number of
    /// numpy's). Nothing of it is kept.
    struct Bystander {};
    std::variant<None, bool, std::int64_t, double, std::string, List, Dict, Global, Storage, Tensor, Bystander> value;

    template <class T>
    const T* as() const {
        return std::get_if<T>(&value);
    }
};

/// A pickle (Python's object stream) read without running anything: only plain values, lists, dictionaries and what
/// PyTorch needs to describe tensors are understood, and objects of a few trainers' classes are passed over. Any other
/// class, function or operation is an error, so a file cannot do more than describe data.
class PickleDocument {
public:
    /// @param name what to call the source in errors
    /// @throws FormatError naming what is not allowed, or that the stream is broken
    PickleDocument(std::string_view bytes, const std::string& name);

    const PickleNode& root() const { return *m_root; }

private:
    friend class PickleReader;
    std::vector<std::unique_ptr<PickleNode>> m_nodes;  ///< flat, so that deep nesting cannot exhaust the stack
    const PickleNode* m_root = nullptr;
};

}  // namespace destudio::nn
