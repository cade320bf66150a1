namespace RetentionApi.Tests.Support;

/// <summary>Public data sets that are not part of the repository: beside it in <c>shared/data</c>, or where RETENTION_SHARED_DATA points. Absent, the test is skipped.</summary>
internal static class SharedData
{
    public static string PathOf(string file)
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("RETENTION_SHARED_DATA") is { Length: > 0 } given)
            folders.Add(given);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        var path = folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{file} is not beside this repository in shared/data");
        return path!;
    }
}
