// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "tests/support/fake_scale_up.h"

namespace destudio::test {

/// References, and folders for scale-ups of them, in a place of their own that vanishes with it.
class ScaleUpFixture {
protected:
    std::filesystem::path fresh() { return m_root / ("out" + std::to_string(++m_count)); }
    scaleup::ScaleUpRequest request() { return fake_order(m_dataset, fresh()); }

    QTemporaryDir m_folder;
    std::filesystem::path m_root = m_folder.path().toStdString();
    dataset::ReadResult m_dataset = make_scale_up_dataset(m_root / "references", 10);

private:
    int m_count = 0;
};

/// What an error says; empty when there is none.
template <class Action>
std::string refusal_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace destudio::test
