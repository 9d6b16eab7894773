// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/inspect_runner.h"

#include "core/base/error.h"

namespace destudio::ui {
namespace {

constexpr int kRemembered = 12;

}  // namespace

InspectRunner::InspectRunner(InspectionVisit visit, QObject* parent)
    : QObject(parent), m_visit(std::move(visit)), m_seen(kRemembered) {
    m_pool.setMaxThreadCount(1);
}

InspectRunner::~InspectRunner() {
    stop();
    m_pool.waitForDone();
}

void InspectRunner::ask(const InspectRequest& request) {
    stop();
    m_stop = std::stop_source();
    m_busy = true;
    const QString key = request.key();
    const auto* remembered = m_seen.object(key);
    m_pool.start([this, request, key, visit = m_visit, number = m_number, token = m_stop.get_token(),
                  known = remembered != nullptr ? *remembered : nullptr] {
        std::shared_ptr<const InspectAnswer> result;
        QString sentence;
        try {
            result = std::make_shared<const InspectAnswer>(answer(request, visit, known, token));
        } catch (const CancelledError&) {
            return;
        } catch (const std::exception& error) {
            sentence = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, number, key, result, sentence] { finish(number, key, result, sentence); },
            Qt::QueuedConnection);
    });
}

void InspectRunner::finish(quint64 number, const QString& key, const std::shared_ptr<const InspectAnswer>& answer,
                           const QString& sentence) {
    if (answer) {
        // Also when nobody waits for it any longer: it was dear.
        m_seen.insert(key, new std::shared_ptr<const Inspection>(answer->seen));
    }
    if (number != m_number) {
        return;
    }
    m_busy = false;
    if (answer) {
        emit answered(answer);
    } else {
        emit failed(sentence);
    }
}

void InspectRunner::stop() {
    ++m_number;
    m_busy = false;
    m_stop.request_stop();
    m_pool.clear();
}

void InspectRunner::clear() {
    stop();
    m_seen.clear();
}

}  // namespace destudio::ui
