/// # Files of tensors — `math-foundations/linear-algebra.md`
///
/// A model is kept as a file that other programs read too: [SafeTensors] writes and reads the
/// safetensors format. Read it first, then [AtomicFile], which puts a file in place in whole or not at
/// all, whatever happens to the process in between. [RegularFile] keeps both from pipes and devices, and
/// [FileFailure] says in words what the file system refused. [Sha256] tells contents apart, and a [FolderLock] keeps
/// two processes from writing into one folder.
///
/// A file from elsewhere is hostile until it has been checked: every size that it states is compared
/// with the length that it has before memory is taken for it, and [SafeTensorsException] says what came
/// and what is allowed.
///
/// Source: the description of the format in Hugging Face's `safetensors` repository, README, *Format*.
@NullMarked
package org.firstprinciples.mathfoundations.linearalgebra.storage;

import org.jspecify.annotations.NullMarked;
