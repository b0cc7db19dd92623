using System.Globalization;
using System.Text;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>One line of <c>name=value</c>, for eyes and for awk.</summary>
internal sealed class Report
{
    private readonly StringBuilder _line = new();

    public void Add(string name, string value) => _line.Append(_line.Length == 0 ? "" : " ").Append(name).Append('=').Append(value);

    public void Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, double value, string format) => Add(name, value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _line.ToString();
}
