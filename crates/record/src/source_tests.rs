use std::fs;

use super::*;

#[test]
fn reads_files_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("tile/0")).unwrap();
    fs::write(dir.path().join("tile/0/000"), b"abc").unwrap();
    let source = Directory::new(dir.path()).unwrap();
    assert_eq!(source.read("tile/0/000", 3).unwrap(), b"abc");
    let path = "tile/0/000".to_owned();
    assert_eq!(source.read(&path, 2), Err(SourceError::TooLong { path, limit: 2 }));
    for path in ["tile/0/001", "tile/0/000/x", "blob/0"] {
        assert_eq!(source.read(path, 9), Err(SourceError::Missing { path: path.into() }));
    }
    assert!(matches!(source.read("tile/0", 9), Err(SourceError::Unreadable { .. })));
    assert!(Directory::new(dir.path().join("none")).is_err());
    assert!(Directory::new(dir.path().join("tile/0/000")).is_err());
}

#[test]
fn stays_in_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("record")).unwrap();
    fs::write(dir.path().join("secret"), b"s").unwrap();
    fs::write(dir.path().join("record/.lock"), b"s").unwrap();
    let source = Directory::new(dir.path().join("record")).unwrap();
    for path in
        ["../secret", "/etc/passwd", "", ".", "tile/../../secret", ".lock", "a//b", "a/", "a\\b", "a\0b"]
    {
        assert!(matches!(source.read(path, 99), Err(SourceError::Unreadable { .. })), "{path:?}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(dir.path().join("secret"), dir.path().join("record/checkpoint")).unwrap();
        assert!(matches!(source.read("checkpoint", 99), Err(SourceError::Unreadable { .. })));
    }
}

#[test]
fn blobs_are_what_their_act_says() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("blob")).unwrap();
    let hash: Hash = Sha256::digest(b"abc").into();
    fs::write(dir.path().join(blob_path(&hash)), b"abc").unwrap();
    fs::write(dir.path().join(blob_path(&[0; 32])), b"abc").unwrap();
    let source = Directory::new(dir.path()).unwrap();
    assert_eq!(read_blob(&source, &hash, 3).unwrap(), b"abc");
    for len in [2, 4] {
        assert!(matches!(read_blob(&source, &hash, len), Err(SourceError::WrongBlob { .. })));
    }
    assert!(matches!(read_blob(&source, &[0; 32], 3), Err(SourceError::WrongBlob { .. })));
    assert!(matches!(read_blob(&source, &[1; 32], 3), Err(SourceError::Missing { .. })));
}
