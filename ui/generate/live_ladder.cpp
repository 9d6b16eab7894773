// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/live_ladder.h"

#include <chrono>
#include <utility>

#include "core/base/cancellation.h"
#include "ui/session/workspace.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
namespace {

/// A hand that moves asks with every pixel; so often is enough.
constexpr int kOrderEveryMs = 30;
/// What is finished within this time needs no half-denoised pictures, which would only flicker.
constexpr std::chrono::milliseconds kPatience{200};

}  // namespace

bool draw_alike(GenerationSettings a, const GenerationSettings& b) {
    a.ratios = b.ratios;
    a.seeds = b.seeds;
    return a == b;
}

LiveLadder::LiveLadder(Workspace& workspace, GenerationJobFactory factory, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_factory(std::move(factory)), m_task(this) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kOrderEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &LiveLadder::begin);
    connect(&workspace, &Workspace::session_closing, this, &LiveLadder::end);
    connect(&workspace, &Workspace::reference_changed, this, &LiveLadder::end);
}

bool LiveLadder::shows(const GenerationSettings& settings, const Rung& rung) const {
    return m_picture && m_picture->failure.isEmpty() && m_picture->reference_id == m_workspace.reference() &&
           m_picture->rung.seed == rung.seed && m_picture->rung.encode_ratio == rung.encode_ratio &&
           draw_alike(m_picture->settings, settings);
}

void LiveLadder::ask(const GenerationSettings& settings, const Rung& rung) {
    if (m_workspace.session() == nullptr || m_workspace.reference() == 0 ||
        rung_problem(settings.sampler, settings.steps, rung.encode_ratio) != RungProblem::kNone) {
        return;
    }
    if (shows(settings, rung) && (busy() || m_picture->finished)) {
        return;
    }
    m_since_order.start();
    m_task.forget();
    ++m_number;
    LivePicture next;
    next.reference_id = m_workspace.reference();
    next.rung = rung;
    next.settings = settings;
    if (m_picture && m_picture->reference_id == next.reference_id) {
        next.picture = m_picture->picture;  // until there is a better one
    }
    next.total_steps = effective_steps(settings.sampler, settings.steps, rung.encode_ratio);
    m_picture = std::move(next);
    if (!m_timer.isActive()) {
        m_timer.start();
    }
}

void LiveLadder::end() {
    m_timer.stop();
    m_task.forget();
    ++m_number;
    if (std::exchange(m_picture, std::nullopt)) {
        emit changed();
    }
}

Job LiveLadder::make_job(const std::shared_ptr<Answer>& answer) {
    StoredJob order;
    order.reference_id = m_picture->reference_id;
    order.settings = m_picture->settings;
    order.rungs = {m_picture->rung};
    GenerationCallbacks callbacks;
    callbacks.on_bundle = [answer](const BundleInfo& info) { answer->classes = info.classes; };
    callbacks.on_step = [this, number = m_number,
                         begun = std::chrono::steady_clock::now()](const GenerationStep& step) {
        if (std::chrono::steady_clock::now() - begun < kPatience) {
            return;
        }
        const widgets::Picture preview(widgets::to_qimage(step.preview));
        QMetaObject::invokeMethod(
            this,
            [this, number, done = step.step, total = step.total, preview] { take_step(number, done, total, preview); },
            Qt::QueuedConnection);
    };
    callbacks.on_variant = [answer](std::size_t, const Variant& variant) {
        answer->variant = variant;
        answer->picture = widgets::Picture(widgets::to_qimage(variant.image));
    };
    callbacks.on_reference = [](const FeatureVector&) {};
    return make_ladder_job(m_factory, *m_workspace.session(), order, std::make_shared<MadeRungs>(1), callbacks);
}

void LiveLadder::begin() {
    Session* session = m_workspace.session();
    if (session == nullptr || !m_picture) {
        return;
    }
    ++m_number;
    const auto answer = std::make_shared<Answer>();
    Job job;
    if (!session->attempt([&] { job = make_job(answer); })) {
        end();
        return;
    }
    m_task.start(
        [work = std::move(job.work), answer](std::stop_token stop) {
            JobContext context;
            context.stop = StopTokens(stop);
            context.progress = [](const Progress&) {};
            context.pause_point = [stop] { throw_if_stopped(stop); };
            work(context);
            return std::move(*answer);
        },
        [this](const Answer& drawn) {
            m_picture->picture = drawn.picture;
            m_picture->detections = drawn.variant.detections;
            m_picture->classes = drawn.classes;
            m_picture->step = m_picture->total_steps;
            m_picture->finished = true;
            m_picture->seconds = static_cast<double>(m_since_order.nsecsElapsed()) * 1e-9;
            emit changed();
        },
        [this](const QString& sentence) {
            m_picture->failure = sentence;
            m_picture->picture = {};
            emit changed();
        });
    emit changed();
}

void LiveLadder::take_step(quint64 number, int step, int total, const widgets::Picture& preview) {
    if (number != m_number || !m_picture || m_picture->finished) {
        return;
    }
    m_picture->step = step;
    m_picture->total_steps = total;
    if (!preview.empty()) {
        m_picture->picture = preview;
    }
    emit changed();
}

}  // namespace destudio::ui
