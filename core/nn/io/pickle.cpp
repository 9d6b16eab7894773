// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/pickle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <utility>

#include "core/base/error.h"

namespace destudio::nn {

namespace {

constexpr std::size_t kMaxNodes = 20'000'000;

using List = PickleNode::List;
using Dict = PickleNode::Dict;
using Global = PickleNode::Global;
using Storage = PickleNode::Storage;
using Tensor = PickleNode::Tensor;
using Bystander = PickleNode::Bystander;

bool is_storage_class(const Global& global) {
    return global.module == "torch" && global.name.ends_with("Storage");
}

/// Classes and functions that trainers' checkpoints name beside the weights, and that are passed over: they are never
/// looked up, and what they would make is not kept.
bool is_bystander(const Global& global) {
    static const std::array<std::string_view, 6> kFamilies{"pytorch_lightning.",    "lightning.",
                                                           "lightning_fabric.",     "omegaconf.",
                                                           "numpy.core.multiarray", "numpy._core.multiarray"};
    static const std::array<std::pair<std::string_view, std::string_view>, 12> kNames{{{"numpy", "dtype"},
                                                                                       {"numpy", "ndarray"},
                                                                                       {"_codecs", "encode"},
                                                                                       {"torch", "Size"},
                                                                                       {"torch", "device"},
                                                                                       {"argparse", "Namespace"},
                                                                                       {"pathlib", "PosixPath"},
                                                                                       {"typing", "Any"},
                                                                                       {"collections", "defaultdict"},
                                                                                       {"collections", "Counter"},
                                                                                       {"builtins", "dict"},
                                                                                       {"builtins", "set"}}};
    return std::any_of(kFamilies.begin(), kFamilies.end(),
                       [&](std::string_view family) { return global.module.starts_with(family); }) ||
           std::any_of(kNames.begin(), kNames.end(),
                       [&](const auto& name) { return global.module == name.first && global.name == name.second; });
}

}  // namespace

/// Runs the opcodes of protocols 2 to 5 that are allowed. Their meaning: Python's Lib/pickletools.py.
class PickleReader {
public:
    PickleReader(std::string_view bytes, const std::string& name, PickleDocument& document)
        : m_bytes(bytes), m_name(name), m_document(document) {}

    const PickleNode* run() {
        while (true) {
            const auto opcode = static_cast<unsigned char>(take(1)[0]);
            if (opcode == '.') {
                return pop();
            }
            execute(opcode);
        }
    }

private:
    [[noreturn]] void broken() const { throw FormatError(m_name + ": its list of tensors is damaged."); }
    [[noreturn]] void refuse(const std::string& what) const {
        throw FormatError(m_name + " asks for " + what +
                          ", which is not data. Only tensors and plain values are read, and no code is run. Save the "
                          "state_dict alone with torch.save and convert that.");
    }

    std::string_view take(std::size_t count) {
        if (m_bytes.size() - m_at < count) {
            broken();
        }
        const auto part = m_bytes.substr(m_at, count);
        m_at += count;
        return part;
    }

    std::uint64_t number(std::size_t width) {
        const auto bytes = take(width);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
        }
        return value;
    }

    std::string_view line() {
        const auto end = m_bytes.find('\n', m_at);
        if (end == std::string_view::npos) {
            broken();
        }
        const auto text = m_bytes.substr(m_at, end - m_at);
        m_at = end + 1;
        return text;
    }

    template <class T>
    PickleNode* make(T value) {
        if (m_document.m_nodes.size() >= kMaxNodes) {
            broken();
        }
        m_document.m_nodes.push_back(std::make_unique<PickleNode>(PickleNode{std::move(value)}));
        return m_document.m_nodes.back().get();
    }
    template <class T>
    void push(T value) {
        m_stack.push_back(make(std::move(value)));
    }

    PickleNode* pop() {
        if (m_stack.empty() || m_stack.back() == nullptr) {
            broken();
        }
        PickleNode* node = m_stack.back();
        m_stack.pop_back();
        return node;
    }
    PickleNode& top() {
        if (m_stack.empty() || m_stack.back() == nullptr) {
            broken();
        }
        return *m_stack.back();
    }
    /// Everything above the last mark (a null pointer on the stack), which goes too.
    std::vector<PickleNode*> pop_to_mark() {
        std::size_t mark = m_stack.size();
        while (mark > 0 && m_stack[mark - 1] != nullptr) {
            --mark;
        }
        if (mark == 0) {
            broken();
        }
        std::vector<PickleNode*> items(m_stack.begin() + static_cast<std::ptrdiff_t>(mark), m_stack.end());
        m_stack.resize(mark - 1);
        return items;
    }

    void push_tuple(const std::vector<PickleNode*>& items) { push(List{{items.begin(), items.end()}, true}); }
    void push_tuple_of(std::size_t count) {
        std::vector<PickleNode*> items(count);
        for (std::size_t i = count; i-- > 0;) {
            items[i] = pop();
        }
        push_tuple(items);
    }

    void set_items(const std::vector<PickleNode*>& items) {
        if (top().as<Bystander>() != nullptr) {
            return;
        }
        auto* dict = std::get_if<Dict>(&top().value);
        if (dict == nullptr || items.size() % 2 != 0) {
            broken();
        }
        for (std::size_t i = 0; i < items.size(); i += 2) {
            dict->items.emplace_back(items[i], items[i + 1]);
        }
    }
    void append_items(const std::vector<PickleNode*>& items) {
        if (top().as<Bystander>() != nullptr) {
            return;
        }
        auto* list = std::get_if<List>(&top().value);
        if (list == nullptr || list->is_tuple) {
            broken();
        }
        list->items.insert(list->items.end(), items.begin(), items.end());
    }

    void push_global(std::string module, std::string name) {
        Global global{std::move(module), std::move(name)};
        const bool known = (global.module == "collections" && global.name == "OrderedDict") ||
                           (global.module == "torch._utils" &&
                            (global.name == "_rebuild_tensor_v2" || global.name == "_rebuild_parameter")) ||
                           is_storage_class(global) || is_bystander(global);
        if (!known) {
            refuse("\"" + global.module + "." + global.name + "\"");
        }
        push(std::move(global));
    }

    void push_long(std::size_t length) {
        const auto bytes = take(length);
        if (length > 8) {
            refuse("a number of more than 64 bits");
        }
        std::uint64_t value = length > 0 && (static_cast<unsigned char>(bytes.back()) & 0x80U) != 0 ? ~0ULL : 0;
        for (std::size_t i = 0; i < length; ++i) {
            value &= ~(0xffULL << (8 * i));
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
        }
        push(std::bit_cast<std::int64_t>(value));
    }

    void push_float() {
        const auto bytes = take(8);  // big-endian
        std::uint64_t bits = 0;
        for (const char byte : bytes) {
            bits = bits << 8U | static_cast<unsigned char>(byte);
        }
        push(std::bit_cast<double>(bits));
    }

    void push_text(std::size_t length) { push(std::string(take(length))); }

    void get(std::uint64_t index) {
        const auto found = m_memo.find(index);
        if (found == m_memo.end()) {
            broken();
        }
        m_stack.push_back(found->second);
    }

    /// ("storage", class, key, location, count) to a Storage.
    void persistent_id() {
        const auto* id = pop()->as<List>();
        if (id == nullptr || id->items.size() < 5) {
            broken();
        }
        const auto* kind = id->items[0]->as<std::string>();
        const auto* type = id->items[1]->as<Global>();
        const auto* key = id->items[2]->as<std::string>();
        const auto* count = id->items[4]->as<std::int64_t>();
        if (kind == nullptr || *kind != "storage" || type == nullptr || !is_storage_class(*type) || key == nullptr ||
            count == nullptr || *count < 0) {
            broken();
        }
        push(Storage{type->name, *key, *count});
    }

    std::vector<std::int64_t> integers(const PickleNode* node) const {
        std::vector<std::int64_t> values;
        const auto* list = node->as<List>();
        if (list == nullptr) {
            broken();
        }
        for (const PickleNode* item : list->items) {
            const auto* value = item->as<std::int64_t>();
            if (value == nullptr) {
                broken();
            }
            values.push_back(*value);
        }
        return values;
    }

    void reduce() {
        const auto* arguments = pop()->as<List>();
        const auto* function = pop()->as<Global>();
        if (arguments == nullptr || function == nullptr) {
            broken();
        }
        const auto& items = arguments->items;
        if (is_bystander(*function)) {
            push(Bystander{});
        } else if (function->name == "OrderedDict") {
            if (!items.empty()) {
                broken();
            }
            push(Dict{});
        } else if (function->name == "_rebuild_parameter") {
            if (items.empty() || items[0]->as<Tensor>() == nullptr) {
                broken();
            }
            push(*items[0]->as<Tensor>());
        } else if (function->name == "_rebuild_tensor_v2") {
            const auto* storage = items.size() >= 4 ? items[0]->as<Storage>() : nullptr;
            const auto* offset = items.size() >= 4 ? items[1]->as<std::int64_t>() : nullptr;
            if (storage == nullptr || offset == nullptr) {
                broken();
            }
            push(Tensor{storage, *offset, integers(items[2]), integers(items[3])});
        } else {
            broken();  // a storage class is never called
        }
    }

    /// NEWOBJ and NEWOBJ_EX: an object of a class without a call of it.
    void new_object(unsigned char opcode) {
        for (int i = opcode == 0x81 ? 1 : 2; i > 0; --i) {
            pop();
        }
        const auto* type = pop()->as<Global>();
        if (type == nullptr || !is_bystander(*type)) {
            refuse("the pickle operation " + std::to_string(opcode));
        }
        push(Bystander{});
    }

    void execute(unsigned char opcode) {
        switch (opcode) {
            case 0x80:  // PROTO
                if (number(1) > 5) {
                    refuse("a newer kind of pickle");
                }
                return;
            case 0x95:  // FRAME
                take(8);
                return;
            case '(':
                m_stack.push_back(nullptr);
                return;
            case '}':
                return push(Dict{});
            case ']':
                return push(List{});
            case ')':
                return push_tuple({});
            case 't':
                return push_tuple(pop_to_mark());
            case 0x85:
            case 0x86:
            case 0x87:
                return push_tuple_of(opcode - 0x84U);
            case 'N':
                return push(PickleNode::None{});
            case 0x88:
                return push(true);
            case 0x89:
                return push(false);
            case 'K':
                return push(static_cast<std::int64_t>(number(1)));
            case 'M':
                return push(static_cast<std::int64_t>(number(2)));
            case 'J':
                return push(
                    static_cast<std::int64_t>(std::bit_cast<std::int32_t>(static_cast<std::uint32_t>(number(4)))));
            case 0x8a:
                return push_long(number(1));
            case 'G':
                return push_float();
            default:
                return execute_rest(opcode);
        }
    }

    void execute_rest(unsigned char opcode) {
        switch (opcode) {
            case 'X':
                return push_text(number(4));
            case 0x8c:
                return push_text(number(1));
            case 'U':
                return push_text(number(1));
            case 'q':
                m_memo[number(1)] = &top();
                return;
            case 'r':
                m_memo[number(4)] = &top();
                return;
            case 0x94:
                m_memo[m_memo.size()] = &top();
                return;
            case 'h':
                return get(number(1));
            case 'j':
                return get(number(4));
            case 's': {
                PickleNode* value = pop();
                PickleNode* key = pop();
                return set_items({key, value});
            }
            case 'u':
                return set_items(pop_to_mark());
            case 'a':
                return append_items({pop()});
            case 'e':
                return append_items(pop_to_mark());
            case 'c': {
                const auto module = line();
                return push_global(std::string(module), std::string(line()));
            }
            case 0x93: {
                const auto* name = pop()->as<std::string>();
                const auto* module = pop()->as<std::string>();
                if (name == nullptr || module == nullptr) {
                    broken();
                }
                return push_global(*module, *name);
            }
            case 'Q':
                return persistent_id();
            case 'R':
                return reduce();
            case 'b':
                // State set on an object: only OrderedDict's "_metadata", which says nothing about the tensors.
                pop();
                if (top().as<Dict>() == nullptr && top().as<Bystander>() == nullptr) {
                    broken();
                }
                return;
            case 0x81:
            case 0x92:
                return new_object(opcode);
            case 0x8f:  // EMPTY_SET
                return push(List{});
            case 0x90:  // ADDITEMS
                return append_items(pop_to_mark());
            case 0x91: {  // FROZENSET
                const auto items = pop_to_mark();
                return push_tuple(items);
            }
            case 'B':
            case 'T':
                return push_text(number(4));
            case 'C':
                return push_text(number(1));
            case 0x8d:
            case 0x8e:
                return push_text(number(8));
            default:
                refuse("the pickle operation " + std::to_string(opcode));
        }
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
    const std::string& m_name;
    PickleDocument& m_document;
    std::vector<PickleNode*> m_stack;
    std::map<std::uint64_t, PickleNode*> m_memo;
};

PickleDocument::PickleDocument(std::string_view bytes, const std::string& name) {
    m_root = PickleReader(bytes, name, *this).run();
}

}  // namespace destudio::nn
