// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/bundle_lookup.h"

#include <exception>
#include <mutex>

#include "core/engine/model/model_listing.h"

namespace destudio::ui {

BundleLookup::BundleLookup(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

BundleLookup::~BundleLookup() {
    m_pool.clear();
    m_pool.waitForDone();
}

void BundleLookup::look_up(const std::filesystem::path& bundle, const std::filesystem::path& adapter) {
    m_busy = true;
    m_pool.start([this, bundle, adapter, number = ++m_number] {
        std::optional<BundleInfo> info;
        QString sentence;
        try {
            static std::once_flag folders_are_known;
            std::call_once(folders_are_known, use_listed_folders);
            info = read_bundle_info(bundle.empty() ? built_in_bundle() : bundle, adapter);
        } catch (const std::exception& error) {
            sentence = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, number, info, sentence] { end(number, info, sentence); }, Qt::QueuedConnection);
    });
}

void BundleLookup::end(quint64 number, const std::optional<BundleInfo>& info, const QString& sentence) {
    if (number != m_number) {
        return;
    }
    m_busy = false;
    if (info) {
        emit found(*info);
    } else {
        emit missing(sentence);
    }
}

}  // namespace destudio::ui
