// SPDX-License-Identifier: Apache-2.0
#pragma once

// The part of libtorch that this program uses. Include this instead of <torch/torch.h>: the whole of it instantiates
// thousands of templates (torch::nn, torch::data) in every file, 11 seconds each even when precompiled against 3.

#ifndef Q_MOC_RUN  // moc reads tests that include this, and needs nothing of it
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <torch/autograd.h>
#include <torch/cuda.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>
#endif
